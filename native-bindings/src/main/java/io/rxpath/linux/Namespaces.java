package io.rxpath.linux;

import io.rxpath.linux.proc.ProcFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The namespaces the calling thread lives in, and its right to administer the network there. */
public final class Namespaces {
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int CAP_NET_ADMIN = 12;
    private static final Path ROOT = Path.of("/");

    private Namespaces() {
    }

    /**
     * Moves the calling thread, and what it starts afterwards (threads and processes), into a new network namespace
     * that holds nothing but a loopback device that is down. The rest of the process stays where it is; the namespace
     * goes when the last thread, process or socket in it does.
     *
     * @throws LinuxException where the thread lacks CAP_SYS_ADMIN in its user namespace
     */
    public static void unshareNetwork() {
        int result = Libc.unshare(CLONE_NEWNET);
        String advice = "";
        if (Errno.EPERM.is(result)) {
            advice = "run as root, or start the process through: unshare -Urn";
        } else if (Errno.ENOSPC.is(result)) {
            advice = "raise user.max_net_namespaces";
        } else if (Errno.EINVAL.is(result)) {
            advice = "this kernel was built without CONFIG_NET_NS";
        }
        LinuxException.check(result, "unshare(CLONE_NEWNET)", advice);
    }

    /**
     * Whether the process lives in the initial user namespace, which some settings (the NAPI timers, preferred busy
     * polling) insist on. True where {@code /proc} does not say.
     */
    public static boolean initialUserNamespace() {
        return initialUserNamespace(ROOT);
    }

    /** As {@link #initialUserNamespace()}, from {@code proc/self/uid_map} below {@code root}. */
    public static boolean initialUserNamespace(Path root) {
        String map = read(root.resolve("proc/self/uid_map"));
        return map.isBlank() || map.strip().replaceAll("\\s+", " ").equals("0 0 4294967295");
    }

    /** Whether the calling thread holds CAP_NET_ADMIN in its user namespace. */
    public static boolean hasNetAdmin() {
        return hasNetAdmin(ROOT);
    }

    /** As {@link #hasNetAdmin()}, from {@code proc/thread-self/status} below {@code root}. */
    public static boolean hasNetAdmin(Path root) {
        return hasCapability(root, CAP_NET_ADMIN);
    }

    /**
     * Whether a thread's effective capabilities hold one.
     *
     * @param root below which {@code proc/thread-self/status} is read, normally {@code /}
     * @param capability its number in include/uapi/linux/capability.h, 0 to 63
     */
    public static boolean hasCapability(Path root, int capability) {
        for (String line : read(root.resolve("proc/thread-self/status")).split("\n")) {
            if (line.startsWith("CapEff:")) {
                try {
                    return (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> capability & 1) != 0;
                } catch (NumberFormatException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static String read(Path file) {
        try {
            return Files.isReadable(file) ? ProcFile.read(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
