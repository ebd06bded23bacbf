package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import org.junit.jupiter.api.Test;

/** The rules on a port wanted twice, held against the kernel, each pair of sockets in both orders. */
class PortConflictTest {
    private static final int BUFFER_BYTES = 1 << 16;

    private final int port = freePort();

    @Test
    void theRulesRefuseWhatTheKernelRefuses() {
        List<SocketConfig> kinds = kinds().stream().filter(PortConflictTest::opensAlone).toList();
        int refused = 0;
        for (SocketConfig one : kinds) {
            for (SocketConfig other : kinds) {
                boolean byKernel = kernelRefuses(one, other);
                boolean byRules = rulesRefuse(one, other);
                refused += byKernel ? 1 : 0;
                if (!isUndecided(one, other)) {
                    assertEquals(byKernel, byRules, () -> one + " then " + other);
                }
                assertTrue(byKernel || !byRules, () -> "too strict: " + one + " then " + other);
            }
        }
        assertTrue(refused > kinds.size() && refused < kinds.size() * kinds.size(),
                refused + " of " + kinds.size() + " squared");
    }

    private List<SocketConfig> kinds() {
        List<SocketConfig> kinds = new ArrayList<>();
        for (String device : new String[]{null, "lo"}) {
            kinds.add(socket(device, null, null));
            for (String bind : List.of("0.0.0.0", "127.0.0.1", "127.0.0.2", "::", "::1")) {
                kinds.add(socket(device, bind, null));
            }
        }
        for (String group : List.of("239.255.71.1", "239.255.71.2")) {
            kinds.add(socket("lo", null, group));
            kinds.add(socket("lo", "0.0.0.0", group));
        }
        kinds.add(socket("lo", null, "ff15::71"));
        kinds.add(socket("lo", "::", "ff15::71"));
        return kinds;
    }

    /** The kernel's answer for the wildcard of IPv4 beside an address of IPv6 depends on the order; the rules say nothing. */
    private static boolean isUndecided(SocketConfig one, SocketConfig other) {
        return isIpv6Address(one) && !isIpv6(other) || isIpv6Address(other) && !isIpv6(one);
    }

    private static boolean isIpv6Address(SocketConfig socket) {
        return isIpv6(socket) && !local(socket).isAnyLocalAddress();
    }

    private static boolean isIpv6(SocketConfig socket) {
        return local(socket) instanceof Inet6Address;
    }

    private static InetAddress local(SocketConfig socket) {
        return socket.bindAddress() != null ? socket.bindAddress() : socket.group();
    }

    private static boolean opensAlone(SocketConfig kind) {
        try (UdpSocket socket = SocketSetup.open(kind)) {
            return socket.fd() >= 0;
        } catch (LinuxException notHere) {
            return false; // IPv6 may be switched off
        }
    }

    private static boolean kernelRefuses(SocketConfig one, SocketConfig other) {
        try (UdpSocket first = SocketSetup.open(one); UdpSocket second = SocketSetup.open(other)) {
            return first.fd() == second.fd();
        } catch (LinuxException refused) {
            assertTrue(refused.is(Errno.EADDRINUSE), refused.getMessage());
            return true;
        }
    }

    private static boolean rulesRefuse(SocketConfig one, SocketConfig other) {
        WorkerConfig worker = new WorkerConfig("w", WorkerConfig.NOT_PINNED, EngineKind.SPINNING, 1, 64,
                false, new BusyPollConfig(50, false, 0), WitnessLevel.OFF, false,
                List.of(named("a", one), named("b", other)));
        ReceiverConfig config = new ReceiverConfig(LimitsConfig.DEFAULT, JournalConfig.DEFAULT,
                HousekeepingConfig.DEFAULT, List.of(worker));
        config.findings().forEach(it -> assertEquals("rxpath.workers[0].sockets[1].port", it.path()));
        return !config.findings().isEmpty();
    }

    private SocketConfig socket(String device, String bind, String group) {
        return new SocketConfig("s", "", "", false, device, bind == null ? null : InetAddress.ofLiteral(bind),
                group == null ? null : InetAddress.ofLiteral(group), null, port, BUFFER_BYTES);
    }

    private static SocketConfig named(String name, SocketConfig it) {
        return new SocketConfig(name, "", "", false, it.device(), it.bindAddress(), it.group(), null,
                it.port(), it.receiveBufferBytes());
    }

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
