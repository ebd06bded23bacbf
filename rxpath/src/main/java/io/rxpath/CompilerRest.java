package io.rxpath;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Whether the JVM's compilers rest. While they still work on what they have seen, a cost that does not fall has not
 * fallen yet. Belongs to one thread.
 */
final class CompilerRest {
    /** Longer than one method takes, of which nothing is told before it is done. */
    static final long WINDOW_NS = 100_000_000;
    /** A compiler that works on takes more than this share of the time; a straggler now and then takes less. */
    private static final int SHARE = 10;
    private static final long MS_NS = 1_000_000;

    private final LongSupplier spentMs;
    private long windowFromNs;
    private long windowSpentMs;
    private boolean resting;

    /**
     * Begins to look.
     *
     * @param spentMs how long the compilers have worked so far, ms
     */
    CompilerRest(LongSupplier spentMs, long nowNs) {
        this.spentMs = spentMs;
        windowFromNs = nowNs;
        windowSpentMs = spentMs.getAsLong();
    }

    /** Those of this JVM; of one that compiles nothing, or does not tell, it is held that they rest. */
    static CompilerRest ofThisJvm(long nowNs) {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        boolean told = compilers != null && compilers.isCompilationTimeMonitoringSupported();
        return new CompilerRest(told ? compilers::getTotalCompilationTime : () -> 0, nowNs);
    }

    /** Looks again and says whether they rested for the last whole window. */
    boolean isResting(long nowNs) {
        long elapsedNs = nowNs - windowFromNs;
        if (elapsedNs >= WINDOW_NS) {
            long now = spentMs.getAsLong();
            resting = (now - windowSpentMs) * MS_NS * SHARE < elapsedNs;
            windowFromNs = nowNs;
            windowSpentMs = now;
        }
        return resting;
    }
}
