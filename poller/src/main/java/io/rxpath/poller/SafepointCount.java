package io.rxpath.poller;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How often the JVM has stopped all its threads, and for how long, read from the counters that HotSpot keeps in its own
 * memory (sun.rt.safepoints, counted where a stop begins, and sun.rt.safepointTime, where it has ended;
 * src/hotspot/share/services/runtimeService.cpp). Any thread; reading is one load.
 */
public final class SafepointCount {
    private static final String BEGUN = "sun.rt.safepoints";
    private static final String TIME = "sun.rt.safepointTime";
    /** struct PerfDataPrologue, src/hotspot/share/runtime/perfMemory.hpp. */
    private static final int ENTRY_OFFSET = 24;
    private static final int ENTRIES = 28;
    /** struct PerfDataEntry. */
    private static final int NAME_OFFSET = 4;
    private static final int DATA_OFFSET = 16;

    private final ByteBuffer counters;
    private final int begunAt;
    private final int timeAt;

    private SafepointCount(ByteBuffer counters, int begunAt, int timeAt) {
        this.counters = counters;
        this.begunAt = begunAt;
        this.timeAt = timeAt;
    }

    /**
     * The count of this JVM; where it keeps none (-XX:-UsePerfData, another JVM, or without
     * {@code --add-exports=java.base/jdk.internal.perf=ALL-UNNAMED}) one that stays 0.
     */
    public static SafepointCount ofThisJvm() {
        try {
            Class<?> type = Class.forName("jdk.internal.perf.Perf");
            Object perf = type.getMethod("getPerf").invoke(null);
            ByteBuffer counters = (ByteBuffer) type.getMethod("attach", int.class).invoke(perf, 0);
            counters.order(ByteOrder.nativeOrder());
            return new SafepointCount(counters, find(counters, BEGUN), find(counters, TIME));
        } catch (ReflectiveOperationException | RuntimeException notKept) {
            return new SafepointCount(null, -1, -1);
        }
    }

    private static int find(ByteBuffer counters, String wanted) {
        int entry = counters.getInt(ENTRY_OFFSET);
        for (int i = counters.getInt(ENTRIES); i > 0; i--) {
            if (wanted.equals(name(counters, entry + counters.getInt(entry + NAME_OFFSET)))) {
                return entry + counters.getInt(entry + DATA_OFFSET);
            }
            entry += counters.getInt(entry);
        }
        return -1;
    }

    private static String name(ByteBuffer counters, int from) {
        int end = from;
        while (counters.get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - from];
        counters.get(from, name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    /** Whether this JVM keeps the counts. */
    public boolean isKept() {
        return begunAt >= 0 && timeAt >= 0;
    }

    /** Safepoints begun so far; always 0 where none are counted. */
    public long get() {
        return isKept() ? counters.getLong(begunAt) : 0;
    }

    /** The length of all safepoints that have ended, in units of the JVM's own; always 0 where none are counted. */
    public long endedTime() {
        return isKept() ? counters.getLong(timeAt) : 0;
    }
}
