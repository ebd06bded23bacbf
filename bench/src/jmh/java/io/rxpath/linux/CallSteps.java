package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.MethodHandle;

import org.openjdk.jmh.annotations.Benchmark;

/** What a turn asks of the kernel: the least that any call costs, and the clock. */
public class CallSteps extends PinnedSteps {
    /** Bound as the receive call is; the C library cannot remember its answer, because a parent may end. */
    private static final MethodHandle GETPPID = Downcalls.plain("getppid", JAVA_INT);

    private final Clocks clocks = Clocks.create();

    /** A system call that does nothing. */
    @Benchmark
    public int bareCall() throws Throwable {
        return (int) GETPPID.invokeExact();
    }

    /** Reading the realtime clock. */
    @Benchmark
    public long clock() {
        return clocks.realtimeNs();
    }
}
