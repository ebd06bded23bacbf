package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Assumptions;

/** A network namespace of the calling thread's own, for what a test would otherwise have to find on the host. */
final class TestNamespace {
    private static final int CLONE_NEWNET = 0x40000000;

    private TestNamespace() {
    }

    static void enter() throws Exception {
        int result = Libc.unshare(CLONE_NEWNET);
        Assumptions.assumeFalse(Errno.EPERM.is(result), "a network namespace needs CAP_SYS_ADMIN");
        assertEquals(0, result);
        ip("link set lo up");
    }

    /** Runs iproute2's ip in the calling thread's namespace. */
    static void ip(String arguments) throws Exception {
        try {
            Process ip = new ProcessBuilder(("ip " + arguments).split(" ")).redirectErrorStream(true).start();
            String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, ip.waitFor(), arguments + ": " + said);
        } catch (IOException absent) {
            Assumptions.abort("no ip command: " + absent.getMessage());
        }
    }
}
