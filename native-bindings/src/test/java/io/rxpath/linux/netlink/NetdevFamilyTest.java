package io.rxpath.linux.netlink;

import static io.rxpath.linux.PrivateNetwork.index;
import static io.rxpath.linux.PrivateNetwork.ip;
import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.PrivateNetwork;
import io.rxpath.linux.ethtool.Ethtool;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the kernel's own family, on devices made for it. */
class NetdevFamilyTest {
    private static final int LOOPBACK = 1;

    @BeforeAll
    static void familyIsThere() {
        try (NetdevFamily family = NetdevFamily.open()) {
            family.napisOf(LOOPBACK);
        } catch (LinuxException e) {
            assertTrue(e.getMessage().contains("Linux 6.8"), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void aVethListsItsNapisWhileItIsUpWithGro() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            int rxb = index("rxb");
            try (NetdevFamily family = NetdevFamily.open()) {
                Ethtool.setFeature("rxb", "gro", true);
                List<NapiState> napis = family.napisOf(rxb);
                assertEquals(Ethtool.channels("rxb").receive(), napis.size(), napis.toString());
                NapiState napi = napis.getFirst();
                assertTrue(napi.id() > 0);
                assertEquals(rxb, napi.interfaceIndex());
                assertEquals(-1, napi.irq());
                assertEquals(napi, family.napiGet(napi.id()));

                ip("link set rxb down");
                assertEquals(List.of(), family.napisOf(rxb));
                assertNull(family.napiGet(napi.id()));
            }
        });
    }

    @Test
    void timersAreSetAndReadBack() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            Ethtool.setFeature("rxb", "gro", true);
            try (NetdevFamily family = NetdevFamily.open()) {
                int id = family.napisOf(index("rxb")).getFirst().id();
                assumeSettable(family, id);
                family.napiSet(id, 100, 200_000, 20_000_000_000L);
                assertTimers(family.napiGet(id), 100, 200_000, 20_000_000_000L);
                family.napiSet(id, -1, 50_000, -1);
                assertTimers(family.napiGet(id), 100, 50_000, 20_000_000_000L);
                family.napiSet(id, 0, 0, 0);
                assertTimers(family.napiGet(id), 0, 0, 0);
                assertThrows(IllegalArgumentException.class, () -> family.napiSet(id, 1L << 31, 0, 0));
            }
        });
    }

    private static void assumeSettable(NetdevFamily family, int id) {
        try {
            family.napiSet(id, 0, 0, -1);
        } catch (LinuxException e) {
            assertTrue(e.isPermission() || e.is(Errno.EOPNOTSUPP), e.getMessage());
            assumeTrue(false, e.getMessage());
        }
    }

    private static void assertTimers(NapiState napi, long defer, long flushNs, long suspendNs) {
        assertNotNull(napi);
        assertEquals(defer, napi.deferHardIrqs());
        assertEquals(flushNs, napi.groFlushTimeoutNs());
        assertEquals(suspendNs, napi.irqSuspendTimeoutNs());
    }

    @Test
    void aListLongerThanOneMessageIsWhole() {
        PrivateNetwork.run(() -> {
            int queues = 700;
            ip("link add rxa type veth peer name rxb numrxqueues " + queues);
            ip("link set rxa up");
            ip("link set rxb up");
            Ethtool.setChannels("rxb", queues, 1, 0);
            Ethtool.setFeature("rxb", "gro", true);
            try (NetdevFamily family = NetdevFamily.open()) {
                List<NapiState> napis = family.napisOf(index("rxb"));
                assertEquals(queues, napis.stream().map(NapiState::id).collect(Collectors.toSet()).size());
            }
        });
    }

    @Test
    void togglingGroMakesAnotherNapi() {
        PrivateNetwork.run(() -> {
            PrivateNetwork.vethPair();
            int rxb = index("rxb");
            Ethtool.setFeature("rxb", "gro", true);
            try (NetdevFamily family = NetdevFamily.open()) {
                int dead = family.napisOf(rxb).getFirst().id();
                Ethtool.setFeature("rxb", "gro", false);
                Ethtool.setFeature("rxb", "gro", true);
                assertNull(family.napiGet(dead));
                assertEquals(0, family.napisOf(rxb).stream().filter(napi -> napi.id() == dead).count());
            }
        });
    }

    @Test
    void withoutPrivilegeReadingWorksAndSettingNamesTheRemedy() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            try (NetdevFamily family = NetdevFamily.open()) {
                assertNull(family.napiGet(Integer.MAX_VALUE));
                LinuxException refusal = assertThrows(LinuxException.class,
                        () -> family.napiSet(Integer.MAX_VALUE, 1, 1, -1));
                assumeTrue(!refusal.is(Errno.EOPNOTSUPP), refusal.getMessage());
                assertTrue(refusal.isPermission(), refusal.getMessage());
                assertTrue(refusal.getMessage().contains("initial user namespace"), refusal.getMessage());
            }
        });
    }

    @Test
    void whatIsNotThereIsSaid() {
        try (NetdevFamily family = NetdevFamily.open()) {
            assertEquals(List.of(), family.napisOf(LOOPBACK));
            assertNull(family.napiGet(0));
            LinuxException noDevice = assertThrows(LinuxException.class, () -> family.napisOf(1_000_000));
            assertTrue(noDevice.is(Errno.ENODEV), noDevice.getMessage());
        }
        NetdevFamily closed = NetdevFamily.open();
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, () -> closed.napisOf(LOOPBACK));
        try (NetlinkSocket socket = new NetlinkSocket()) {
            LinuxException noFamily = assertThrows(LinuxException.class,
                    () -> NetdevFamily.resolve(socket, "no-such-family"));
            assertTrue(noFamily.is(Errno.ENOENT), noFamily.getMessage());
            assertTrue(noFamily.getMessage().contains("no-such-family"), noFamily.getMessage());
        }
    }
}
