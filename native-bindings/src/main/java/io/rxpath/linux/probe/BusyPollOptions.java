package io.rxpath.linux.probe;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcSockets;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Which busy-poll options a UDP socket takes from this user, tried on a socket of its own that is closed again. */
final class BusyPollOptions {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int SOL_SOCKET = 1;
    private static final int SO_BUSY_POLL = 46;
    private static final int SO_PREFER_BUSY_POLL = 69;
    private static final int SO_BUSY_POLL_BUDGET = 70;
    private static final String PRIVILEGE = "run as root, not inside unshare -U or a rootless container: it needs"
            + " CAP_NET_ADMIN in the initial user namespace";

    Capability busyPoll() {
        return Capability.unlessRefused("busy-poll",
                () -> set("SO_BUSY_POLL", SO_BUSY_POLL, 50) + " (the kernel has CONFIG_NET_RX_BUSY_POLL)");
    }

    Capability preferBusyPoll() {
        return Capability.unlessRefused("prefer-busy-poll",
                () -> set("SO_PREFER_BUSY_POLL", SO_PREFER_BUSY_POLL, 1));
    }

    Capability budget() {
        return Capability.unlessRefused("busy-poll-budget",
                () -> set("SO_BUSY_POLL_BUDGET", SO_BUSY_POLL_BUDGET, 16) + ", more than the default of 8");
    }

    private static String set(String name, int option, int value) {
        int fd = LinuxException.check(LibcSockets.socket(AF_INET, SOCK_DGRAM_CLOEXEC, 0),
                "socket(AF_INET, SOCK_DGRAM)", "");
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment segment = scratch.allocateFrom(ValueLayout.JAVA_INT, value);
            int result = LibcSockets.setsockopt(fd, SOL_SOCKET, option, segment, 4);
            String call = "setsockopt(" + name + ", " + value + ")";
            LinuxException.check(result, call, advice(result));
            return name + " " + value + " is accepted";
        } finally {
            Libc.close(fd);
        }
    }

    private static String advice(int result) {
        if (Errno.EPERM.is(result)) {
            return PRIVILEGE;
        }
        return Errno.ENOPROTOOPT.is(result)
                ? "the kernel was built without CONFIG_NET_RX_BUSY_POLL, or is older than 5.11"
                : "";
    }
}
