package io.rxpath.lab.send;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Scheduling;
import io.rxpath.linux.NetworkDevice;
import io.rxpath.linux.UdpSocket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Does the sender process's jobs, one after the other, on the one thread that creates it. */
final class JobRunner {
    private static final double MAX_WAIT_SECONDS = 600;

    private final Clocks clocks = Clocks.create();
    private final BitSet allowedCpus = CpuAffinity.allowed();
    private final ShapeFactory shapes = new ShapeFactory();

    /** The answer to one line: {@code ok} and what came of it, or {@code error} and why. */
    String answer(String line) throws InterruptedException {
        try {
            return "ok " + perform(line.strip());
        } catch (RuntimeException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            return "error " + KeyValues.none().with("message", why);
        }
    }

    private KeyValues perform(String line) throws InterruptedException {
        int blank = line.indexOf(' ');
        String verb = blank < 0 ? line : line.substring(0, blank);
        String rest = blank < 0 ? "" : line.substring(blank + 1);
        return switch (verb) {
            case "send" -> send(SendJob.parse(rest)).toKeyValues();
            case "wait" -> awaitDevice(KeyValues.parse(rest));
            case "counters" -> counters(KeyValues.parse(rest).text("device"));
            default ->
                throw new IllegalArgumentException("'" + verb + "' is no job: write send, wait or counters");
        };
    }

    private SendResult send(SendJob job) {
        KeyValues values = job.values();
        TrafficShape shape = shapes.shape(job);
        SendLimits limits = job.limits();
        String device = values.text("device", null);
        List<UdpSocket> sockets = new ArrayList<>();
        try {
            for (InetSocketAddress destination : job.destinations()) {
                sockets.add(open(destination, job));
            }
            pin(values.count("cpu", -1));
            try (FeedSender sender = new FeedSender(sockets,
                    values.count("maxDatagram", FeedSender.ETHERNET_BYTES), clocks)) {
                DeviceCounters before = device == null ? null : DeviceCounters.read(device);
                SendResult result = sender.run(shape, limits);
                if (device == null) {
                    return result;
                }
                DeviceCounters after = DeviceCounters.read(device);
                return result.withDevice(after.txPackets() - before.txPackets(),
                        after.txDropped() - before.txDropped());
            }
        } finally {
            sockets.forEach(UdpSocket::close);
        }
    }

    private static UdpSocket open(InetSocketAddress destination, SendJob job) {
        KeyValues values = job.values();
        UdpSocket socket = UdpSocket.open(destination.getAddress() instanceof Inet6Address);
        try {
            InetSocketAddress source = job.source();
            if (source != null) {
                // Several destinations share the port that receivers expect the feed from.
                socket.reuseAddress(true);
                socket.bind(source);
            }
            if (destination.getAddress().isMulticastAddress()) {
                if (values.has("device")) {
                    socket.multicastInterface(NetworkDevice.index(values.text("device")));
                }
                socket.multicastTtl(values.count("ttl", 1));
                socket.multicastLoop(values.flag("loop", false));
            }
            socket.connect(destination);
            return socket;
        } catch (RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void pin(int cpu) {
        if (cpu >= 0) {
            CpuAffinity.pin(cpu);
            // The receiver's helpers share this CPU. Three times their weight: they still run within some 10 ms.
            // Without privilege it is refused, and the sender is late more often.
            Scheduling.nice(-5);
        } else {
            CpuAffinity.set(allowedCpus);
        }
    }

    private static KeyValues counters(String device) {
        DeviceCounters now = DeviceCounters.read(device);
        return KeyValues.none().with("rxPackets", now.rxPackets()).with("rxDropped", now.rxDropped())
                .with("txPackets", now.txPackets()).with("txDropped", now.txDropped());
    }

    private static KeyValues awaitDevice(KeyValues values) throws InterruptedException {
        String device = values.text("device");
        double seconds = values.decimal("seconds", 10);
        if (!(seconds > 0 && seconds <= MAX_WAIT_SECONDS)) {
            throw new IllegalArgumentException("a wait of " + seconds + " s: give more than 0, at most 600");
        }
        long deadline = System.nanoTime() + (long) (seconds * 1e9);
        while (!up(device)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("device " + device
                        + (NetworkDevice.exists(device) ? " is there but did not come up" : " did not appear")
                        + " in the sender's network namespace within " + seconds
                        + " s; the devices there are " + String.join(", ", NetworkDevice.names()));
            }
            Thread.sleep(2); // nothing tells when a device comes up
        }
        return values;
    }

    /** Up and running: with a carrier, which on a veth pair means that both ends are up. */
    private static boolean up(String device) {
        try {
            NetworkInterface found = NetworkDevice.exists(device) ? NetworkInterface.getByName(device) : null;
            return found != null && found.isUp();
        } catch (IOException moved) {
            return false;
        }
    }
}
