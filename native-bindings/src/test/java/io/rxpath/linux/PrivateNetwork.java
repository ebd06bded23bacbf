package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;

/** Tests on threads of their own: in a network namespace that nobody else sees, or without any privilege. */
public final class PrivateNetwork {
    private static final long CAPSET = 126;
    private static final int CAPABILITY_VERSION_3 = 0x20080522;

    private PrivateNetwork() {
    }

    /** Runs {@code test} on a new thread in a new network namespace; skips it where that needs a privilege. */
    public static void run(Executable test) {
        assumeTrue(Libc.geteuid() == 0, "needs root to make a network namespace");
        onThread(() -> {
            Namespaces.unshareNetwork();
            test.execute();
        });
    }

    /** Runs {@code test} on a new thread and hands on what it throws. */
    public static void onThread(Executable test) {
        FutureTask<Throwable> task = new FutureTask<>(() -> {
            try {
                test.execute();
                return null;
            } catch (Throwable t) {
                return t;
            }
        });
        Thread.ofPlatform().daemon().start(task);
        Throwable thrown;
        try {
            thrown = task.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the test thread did not end", e);
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new AssertionError(thrown);
        }
    }

    /** Takes every capability from the calling thread for good, as if an ordinary user ran it. */
    public static void dropCapabilities() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment header = arena.allocateFrom(ValueLayout.JAVA_INT, CAPABILITY_VERSION_3, 0);
            MemorySegment none = arena.allocate(24);
            assertEquals(0, Libc.syscall(CAPSET, header.address(), none.address(), 0, 0, 0));
        }
    }

    /** Runs {@code ip} with arguments split at spaces, in the calling thread's namespace. */
    public static String ip(String arguments) throws Exception {
        List<String> command = Arrays.asList(("ip " + arguments).split(" "));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (java.io.IOException e) {
            assumeTrue(false, "needs iproute2's ip: " + e.getMessage());
            return "";
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> "ip " + arguments + ": " + output);
        return output;
    }

    /** A pair rxa, rxb, each up and with room for two queues. */
    public static void vethPair() throws Exception {
        ip("link add rxa numrxqueues 2 numtxqueues 2 type veth peer name rxb numrxqueues 2 numtxqueues 2");
        ip("link set rxa up");
        ip("link set rxb up");
    }

    /** The interface's index in the calling thread's namespace. */
    public static int index(String device) throws Exception {
        return Integer.parseInt(ip("-o link show " + device).split(":")[0].strip());
    }
}
