package io.rxpath.linux.ethtool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureNamesTest {
    private static final List<String> KNOWN = List.of("tx-scatter-gather", "tx-tcp-segmentation", "rx-gro",
            "tx-tcp6-segmentation", "rx-gro-hw", "tx-udp-segmentation", "tx-checksum-ipv4",
            "tx-checksum-sctp");

    @Test
    void shortNamesStandForTheKernelsNames() {
        assertEquals(List.of(1, 3), FeatureNames.bits(KNOWN, "tso"));
        assertEquals(List.of(2), FeatureNames.bits(KNOWN, "gro"));
        assertEquals(List.of(6, 7), FeatureNames.bits(KNOWN, "tx"));
    }

    @Test
    void theKernelsNamesAreTakenAsTheyAre() {
        assertEquals(List.of(4), FeatureNames.bits(KNOWN, "rx-gro-hw"));
        assertEquals(List.of(), FeatureNames.bits(KNOWN, "rx-gr"));
        assertEquals(List.of(), FeatureNames.bits(KNOWN, "tx-.*"));
    }
}
