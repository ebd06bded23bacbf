package io.rxpath.linux.ethtool;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.PrivateNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the kernel, on devices made for it, and on the loopback device that is always there. */
class EthtoolTest {
    @ParameterizedTest
    @ValueSource(strings = {"gro", "tso", "gso", "rx-gro", "tx-tcp6-segmentation"})
    void aFeatureIsToggledAndReadBack(String name) {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            for (boolean on : new boolean[]{true, false, false, true}) {
                Ethtool.setFeature("rxb", name, on);
                assertEquals(on, Ethtool.feature("rxb", name));
            }
        });
    }

    @Test
    void aShortNameTurnsOffAllItStandsFor() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            Ethtool.setFeature("rxa", "tso", false);
            for (String name : List.of("tx-tcp-segmentation", "tx-tcp6-segmentation",
                    "tx-tcp-ecn-segmentation")) {
                assertFalse(Ethtool.feature("rxa", name), name);
            }
            assertTrue(Ethtool.feature("rxa", "gso"));
        });
    }

    @Test
    void aFixedFeatureIsRefusedWithASentence() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            LinuxException refusal = assertThrows(LinuxException.class,
                    () -> Ethtool.setFeature("rxb", "ntuple", true));
            assertTrue(refusal.getMessage().contains("fixed"), refusal.getMessage());
            assertFalse(Ethtool.feature("rxb", "ntuple"));
        });
    }

    @Test
    void channelsAreSetAndReadBack() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            assertEquals(2, Ethtool.channels("rxb").maxReceive());
            for (int count : new int[]{1, 2}) {
                Ethtool.setChannels("rxb", count, count, 0);
                Channels channels = Ethtool.channels("rxb");
                assertEquals(count, channels.receive());
                assertEquals(count, channels.transmit());
                assertEquals(0, channels.combined());
            }
            LinuxException refusal = assertThrows(LinuxException.class,
                    () -> Ethtool.setChannels("rxb", 3, 2, 0));
            assertTrue(refusal.getMessage().contains("rx 0 to 2"), refusal.getMessage());
            assertEquals(2, Ethtool.channels("rxb").receive());
        });
    }

    @Test
    void statisticsAreTheDriversOwn() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            Ethtool.setChannels("rxb", 2, 2, 0);
            Map<String, Long> statistics = Ethtool.statistics("rxb");
            assertTrue(statistics.containsKey("rx_queue_1_xdp_packets"), statistics.toString());
            assertEquals(PrivateNetwork.index("rxa"), statistics.get("peer_ifindex").intValue());
        });
    }

    @Test
    void aVethStampsInSoftwareAndHasNoClock() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            TimestampingInfo info = Ethtool.timestamping("rxb");
            assertTrue(info.receiveSoftware(), info.toString());
            assertFalse(info.receiveHardware(), info.toString());
            assertEquals(-1, info.phcIndex());
        });
    }

    @Test
    void hardwareStampsNeedTheirReportFlag() {
        assertFalse(new TimestampingInfo(4, 0, 0, 2).receiveHardware());
        assertTrue(new TimestampingInfo(4 | 0x40, 0, 0, 2).receiveHardwareAll());
        assertFalse(new TimestampingInfo(4 | 0x40, 0, 0, 1 << 12).receiveHardwareAll());
    }

    @Test
    void anOrdinaryUserReadsButMayNotChange() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            boolean on = Ethtool.feature("lo", "gro");
            LinuxException refusal = assertThrows(LinuxException.class,
                    () -> Ethtool.setFeature("lo", "gro", !on));
            assertTrue(refusal.isPermission(), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("CAP_NET_ADMIN"), refusal.getMessage());
            assertEquals(on, Ethtool.feature("lo", "gro"));
        });
    }

    @Test
    void whatIsNotThereIsSaid() {
        LinuxException device = assertThrows(LinuxException.class, () -> Ethtool.feature("nosuchdev", "gro"));
        assertTrue(device.is(Errno.ENODEV), device.getMessage());
        assertTrue(device.getMessage().contains("nosuchdev"), device.getMessage());
        IllegalArgumentException feature = assertThrows(IllegalArgumentException.class,
                () -> Ethtool.feature("lo", "grow"));
        assertTrue(feature.getMessage().contains("\"grow\"") && feature.getMessage().contains("rx-gro"),
                feature.getMessage());
        LinuxException channels = assertThrows(LinuxException.class, () -> Ethtool.channels("lo"));
        assertTrue(channels.is(Errno.EOPNOTSUPP), channels.getMessage());
        assertEquals(Map.of(), Ethtool.statistics("lo"));
        for (String name : List.of("", "a-name-of-16-char")) {
            assertThrows(IllegalArgumentException.class, () -> Ethtool.channels(name));
        }
    }
}
