package io.rxpath.lab.send;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a device of the own network namespace has counted ({@code /proc/thread-self/net/dev}). On a veth pair the
 * packets that found the receiver's ring full are in {@code txDropped} of the sender's end, and nowhere else.
 *
 * @param rxPackets packets received
 * @param rxDropped packets dropped on receiving
 * @param txPackets packets sent
 * @param txDropped packets dropped on sending
 */
public record DeviceCounters(long rxPackets, long rxDropped, long txPackets, long txDropped) {
    private static final Path FILE = Path.of("/proc/thread-self/net/dev");

    /**
     * Reads the counters of a device.
     *
     * @throws IllegalArgumentException where the namespace has no such device
     */
    public static DeviceCounters read(String device) {
        try {
            return parse(Files.readAllLines(FILE), device);
        } catch (IOException e) {
            throw new IllegalStateException(
                    FILE + " is not readable (" + e.getMessage() + "): mount /proc, see proc(5)", e);
        }
    }

    static DeviceCounters parse(List<String> lines, String device) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equals(device)) {
                String[] columns = line.substring(colon + 1).strip().split("\\s+");
                return new DeviceCounters(Long.parseLong(columns[1]), Long.parseLong(columns[3]),
                        Long.parseLong(columns[9]), Long.parseLong(columns[11]));
            }
        }
        throw new IllegalArgumentException(
                "there is no device " + device + " in the sender's network namespace");
    }
}
