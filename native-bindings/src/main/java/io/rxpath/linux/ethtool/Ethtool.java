package io.rxpath.linux.ethtool;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ethtool command does, without it. Each call looks the device up in the calling thread's network namespace
 * by a socket of its own, and may be made by any thread. Reading needs no privilege, changing CAP_NET_ADMIN. A
 * device's name is 1 to 15 bytes; a device that is not there, a missing privilege and what the driver does not offer
 * are LinuxExceptions.
 *
 * <p>Source: include/uapi/linux/ethtool.h; the structs stand beside their code.
 */
public final class Ethtool {
    private static final int ETH_SS_STATS = 1;
    private static final int ETHTOOL_GSTATS = 0x1d;
    private static final int ETHTOOL_GCHANNELS = 0x3c;
    private static final int ETHTOOL_SCHANNELS = 0x3d;
    private static final int ETHTOOL_GET_TS_INFO = 0x41;
    private static final int STATISTICS_ATTEMPTS = 5;

    private Ethtool() {
    }

    /**
     * Whether a feature is active.
     *
     * @param device the device's name
     * @param name the kernel's name ({@code rx-gro}) or the short one ({@code gro}, {@code tso}); a short name that
     *     stands for several is active if any is
     * @throws IllegalArgumentException for a name that the kernel does not know, naming those it does
     */
    public static boolean feature(String device, String name) {
        try (EthtoolCall call = new EthtoolCall(device)) {
            return new Features(call, device, name).active();
        }
    }

    /**
     * Turns a feature on or off and checks that it took. Toggling GRO on veth replaces the device's NAPIs.
     *
     * @param device the device's name
     * @param name as in {@link #feature}; of several all that can be changed are
     * @param on the wanted state
     * @throws LinuxException where the feature is fixed or held by another
     */
    public static void setFeature(String device, String name, boolean on) {
        try (EthtoolCall call = new EthtoolCall(device)) {
            new Features(call, device, name).set(on);
        }
    }

    /**
     * The device's queues.
     *
     * <pre>
     * struct ethtool_channels { __u32 cmd, max_rx, max_tx, max_other, max_combined,
     *                           rx_count, tx_count, other_count, combined_count; };
     * </pre>
     */
    public static Channels channels(String device) {
        try (EthtoolCall call = new EthtoolCall(device)) {
            return channels(readChannels(call));
        }
    }

    /**
     * Sets the numbers of queues and checks that they took.
     *
     * @param device the device's name
     * @param receive receive-only queues
     * @param transmit transmit-only queues
     * @param combined queues for both directions
     */
    public static void setChannels(String device, int receive, int transmit, int combined) {
        try (EthtoolCall call = new EthtoolCall(device)) {
            MemorySegment struct = readChannels(call);
            Channels before = channels(struct);
            String name = "ETHTOOL_SCHANNELS(rx " + receive + ", tx " + transmit + ", combined " + combined
                    + ")";
            if (receive > before.maxReceive() || transmit > before.maxTransmit()
                    || combined > before.maxCombined() || receive < 0 || transmit < 0 || combined < 0) {
                throw new LinuxException("ioctl(" + name + ", " + device + ")", Errno.EINVAL.number(),
                        "it can have rx 0 to " + before.maxReceive() + ", tx 0 to " + before.maxTransmit()
                                + ", combined 0 to " + before.maxCombined());
            }
            struct.set(JAVA_INT, 0, ETHTOOL_SCHANNELS);
            struct.set(JAVA_INT, 20, receive);
            struct.set(JAVA_INT, 24, transmit);
            struct.set(JAVA_INT, 32, combined);
            call.call(name, struct);
            Channels after = channels(readChannels(call));
            if (after.receive() != receive || after.transmit() != transmit || after.combined() != combined) {
                throw new LinuxException("ioctl(" + name + ", " + device + ")", Errno.EOPNOTSUPP.number(),
                        "the driver keeps rx " + after.receive() + ", tx " + after.transmit() + ", combined "
                                + after.combined());
            }
        }
    }

    private static MemorySegment readChannels(EthtoolCall call) {
        MemorySegment struct = call.struct(ETHTOOL_GCHANNELS, 36);
        call.call("ETHTOOL_GCHANNELS", struct);
        return struct;
    }

    private static Channels channels(MemorySegment struct) {
        return new Channels(struct.get(JAVA_INT, 4), struct.get(JAVA_INT, 8), struct.get(JAVA_INT, 12),
                struct.get(JAVA_INT, 16), struct.get(JAVA_INT, 20), struct.get(JAVA_INT, 24),
                struct.get(JAVA_INT, 28), struct.get(JAVA_INT, 32));
    }

    /**
     * The driver's own counters by its own names, in its order; none where it has none. Of counters that share a
     * name the last is kept.
     *
     * <pre>
     * struct ethtool_stats { __u32 cmd; __u32 n_stats; __u64 data[]; };
     * </pre>
     */
    public static Map<String, Long> statistics(String device) {
        try (EthtoolCall call = new EthtoolCall(device)) {
            for (int attempt = 0; attempt < STATISTICS_ATTEMPTS; attempt++) {
                List<String> names = call.strings(ETH_SS_STATS);
                if (names.isEmpty()) {
                    return Map.of();
                }
                // Twice the room, and asked again, in case queues come or go between the two calls.
                MemorySegment struct = call.struct(ETHTOOL_GSTATS, 8 + 16L * (names.size() + 256));
                struct.set(JAVA_INT, 4, names.size());
                call.call("ETHTOOL_GSTATS", struct);
                if (struct.get(JAVA_INT, 4) == names.size()) {
                    Map<String, Long> statistics = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        statistics.put(names.get(i), struct.get(JAVA_LONG, 8 + 8L * i));
                    }
                    return Collections.unmodifiableMap(statistics);
                }
            }
            throw new LinuxException("ioctl(ETHTOOL_GSTATS, " + device + ")", Errno.EAGAIN.number(),
                    "the driver's counters keep changing their number");
        }
    }

    /**
     * Which packet stamps the device can make.
     *
     * <pre>
     * struct ethtool_ts_info { __u32 cmd, so_timestamping; __s32 phc_index; __u32 tx_types, tx_reserved[3],
     *                          rx_filters, rx_reserved[3]; };
     * </pre>
     */
    public static TimestampingInfo timestamping(String device) {
        try (EthtoolCall call = new EthtoolCall(device)) {
            MemorySegment struct = call.struct(ETHTOOL_GET_TS_INFO, 44);
            call.call("ETHTOOL_GET_TS_INFO", struct);
            return new TimestampingInfo(struct.get(JAVA_INT, 4), struct.get(JAVA_INT, 8),
                    struct.get(JAVA_INT, 12), struct.get(JAVA_INT, 28));
        }
    }
}
