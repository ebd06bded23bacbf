package io.rxpath.linux.ethtool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the names that the ethtool command's users know ({@code gro}, {@code tso}) to the kernel's
 * ({@code rx-gro}, four of {@code tx-tcp...-segmentation}), which are taken as they are too.
 *
 * <p>Source: net/ethtool/common.c, ethtool(8).
 */
final class FeatureNames {
    private static final Map<String, String> SHORT = Map.of("rx", "rx-checksum", "tx", "tx-checksum-.*", "sg",
            "tx-scatter-gather.*", "tso", "tx-tcp.*-segmentation", "gso", "tx-generic-segmentation", "gro",
            "rx-gro", "lro", "rx-lro", "rxvlan", "rx-vlan-hw-parse", "txvlan", "tx-vlan-hw-insert", "ntuple",
            "rx-ntuple-filter");

    private FeatureNames() {
    }

    /**
     * Which of a device's features a name means.
     *
     * @param known the kernel's names, in the order of their bits
     * @return the numbers of the bits, none for an unknown name
     */
    static List<Integer> bits(List<String> known, String name) {
        String pattern = SHORT.get(name);
        List<Integer> bits = new ArrayList<>();
        for (int bit = 0; bit < known.size(); bit++) {
            String candidate = known.get(bit);
            if (candidate.equals(name) || pattern != null && candidate.matches(pattern)) {
                bits.add(bit);
            }
        }
        return bits;
    }
}
