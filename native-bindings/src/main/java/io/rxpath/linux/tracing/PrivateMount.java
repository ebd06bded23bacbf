package io.rxpath.linux.tracing;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A mount that only the calling thread sees, and what it starts afterwards. */
final class PrivateMount {
    private static final int CLONE_NEWNS = 0x20000;
    private static final long MS_NOSUID = 2;
    private static final long MS_NODEV = 4;
    private static final long MS_NOEXEC = 8;
    private static final long MS_REC = 1 << 14;
    private static final long MS_PRIVATE = 1 << 18;
    private static final String REMEDY = "run as root outside containers (CAP_SYS_ADMIN), or let an administrator"
            + " mount it where this user can read it: mount -t tracefs nodev /sys/kernel/tracing";

    private PrivateMount() {
    }

    /**
     * Moves the calling thread for good into a mount namespace of its own, from which nothing gets out, and mounts a
     * file system without a device there.
     *
     * @throws LinuxException where the kernel refuses, with what to do about it
     * @throws IllegalStateException on a virtual thread, whose carrier would stay there
     */
    static void mount(String type, String target) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "a mount namespace belongs to a thread of the kernel: use a platform thread");
        }
        int result = Libc.unshare(CLONE_NEWNS);
        LinuxException.check(result, "unshare(CLONE_NEWNS) to mount " + type + " privately",
                Errno.ENOSPC.is(result) ? "raise user.max_mnt_namespaces" : REMEDY);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment none = arena.allocateFrom("none");
            // First: else what is mounted here would show on the host.
            LinuxException.check(Libc.mount(none, arena.allocateFrom("/"), MemorySegment.NULL,
                    MS_REC | MS_PRIVATE, MemorySegment.NULL), "mount(/, MS_REC | MS_PRIVATE)", REMEDY);
            result = Libc.mount(arena.allocateFrom(type), arena.allocateFrom(target),
                    arena.allocateFrom(type), MS_NOSUID | MS_NODEV | MS_NOEXEC, MemorySegment.NULL);
        }
        LinuxException.check(result, "mount(" + type + " on " + target + ")", advice(result, type, target));
    }

    private static String advice(int result, String type, String target) {
        if (Errno.ENODEV.is(result)) {
            return "this kernel was built without " + type;
        }
        return Errno.ENOENT.is(result)
                ? "there is no " + target + ": mount sysfs on /sys, with a kernel that has " + type
                : REMEDY;
    }
}
