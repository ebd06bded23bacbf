package io.rxpath.linux.ethtool;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.TreeSet;

/**
 * One or several features of a device, found by name, read and changed together.
 *
 * <pre>
 * struct ethtool_gfeatures { __u32 cmd; __u32 size; struct ethtool_get_features_block features[]; };
 * struct ethtool_get_features_block { __u32 available, requested, active, never_changed; };
 * struct ethtool_sfeatures { __u32 cmd; __u32 size; struct ethtool_set_features_block features[]; };
 * struct ethtool_set_features_block { __u32 valid, requested; };
 * </pre>
 *
 * {@code size} counts blocks of 32 features. Source: include/uapi/linux/ethtool.h.
 */
final class Features {
    private static final int ETH_SS_FEATURES = 4;
    private static final int ETHTOOL_GFEATURES = 0x3a;
    private static final int ETHTOOL_SFEATURES = 0x3b;
    private static final int ETHTOOL_F_UNSUPPORTED = 1;
    private static final int GET_BLOCK_BYTES = 16;
    private static final int SET_BLOCK_BYTES = 8;

    private final EthtoolCall call;
    private final String device;
    private final String name;
    private final List<Integer> bits;
    private final int blocks;

    Features(EthtoolCall call, String device, String name) {
        List<String> known = call.strings(ETH_SS_FEATURES);
        this.call = call;
        this.device = device;
        this.name = name;
        this.bits = FeatureNames.bits(known, name);
        this.blocks = (known.size() + 31) / 32;
        if (bits.isEmpty()) {
            throw new IllegalArgumentException("device " + device + " has no feature \"" + name
                    + "\": give gro, tso, gso, lro, sg, rx, tx or one of "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    /** Whether any of them is active. */
    boolean active() {
        MemorySegment state = state();
        return bits.stream().anyMatch(bit -> get(state, bit, 8));
    }

    /** Turns on or off those of them that can be, and checks that it took. */
    void set(boolean on) {
        MemorySegment state = state();
        MemorySegment wanted = call.struct(ETHTOOL_SFEATURES, 8 + (long) blocks * SET_BLOCK_BYTES);
        wanted.set(JAVA_INT, 4, blocks);
        boolean changeable = false;
        for (int bit : bits) {
            if (get(state, bit, 0) && !get(state, bit, 12)) {
                changeable = true;
                add(wanted, bit, 0);
                if (on) {
                    add(wanted, bit, 4);
                }
            }
        }
        int result = changeable ? call.call("ETHTOOL_SFEATURES(" + what(on) + ")", wanted) : 0;
        if ((result & ETHTOOL_F_UNSUPPORTED) != 0 || active() != on) {
            throw new LinuxException("ETHTOOL_SFEATURES(" + what(on) + ", " + device + ")",
                    Errno.EOPNOTSUPP.number(),
                    changeable
                            ? "another feature that it goes with holds it as it is"
                            : "the driver has fixed this feature");
        }
    }

    private String what(boolean on) {
        return name + (on ? " on" : " off");
    }

    private MemorySegment state() {
        MemorySegment state = call.struct(ETHTOOL_GFEATURES, 8 + (long) blocks * GET_BLOCK_BYTES);
        state.set(JAVA_INT, 4, blocks);
        call.call("ETHTOOL_GFEATURES", state);
        return state;
    }

    private static boolean get(MemorySegment state, int bit, int field) {
        int word = state.get(JAVA_INT, 8 + (long) (bit / 32) * GET_BLOCK_BYTES + field);
        return (word >>> bit % 32 & 1) != 0;
    }

    private static void add(MemorySegment wanted, int bit, int field) {
        long offset = 8 + (long) (bit / 32) * SET_BLOCK_BYTES + field;
        wanted.set(JAVA_INT, offset, wanted.get(JAVA_INT, offset) | 1 << bit % 32);
    }
}
