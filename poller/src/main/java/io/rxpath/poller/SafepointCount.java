package io.rxpath.poller;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How often the JVM has stopped all its threads, read from the counters that HotSpot keeps in its own memory
 * (sun.rt.safepoints; src/hotspot/share/services/runtimeService.cpp). A sleep of the poll thread that nobody asked for
 * is the JVM's doing where the count moved. Any thread; reading is one load.
 */
public final class SafepointCount {
    private static final String NAME = "sun.rt.safepoints";
    /** struct PerfDataPrologue, src/hotspot/share/runtime/perfMemory.hpp. */
    private static final int ENTRY_OFFSET = 24;
    private static final int ENTRIES = 28;
    /** struct PerfDataEntry. */
    private static final int NAME_OFFSET = 4;
    private static final int DATA_OFFSET = 16;

    private final ByteBuffer counters;
    private final int offset;

    private SafepointCount(ByteBuffer counters, int offset) {
        this.counters = counters;
        this.offset = offset;
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
            return new SafepointCount(counters, find(counters));
        } catch (ReflectiveOperationException | RuntimeException notKept) {
            return new SafepointCount(null, -1);
        }
    }

    private static int find(ByteBuffer counters) {
        int entry = counters.getInt(ENTRY_OFFSET);
        for (int i = counters.getInt(ENTRIES); i > 0; i--) {
            if (NAME.equals(name(counters, entry + counters.getInt(entry + NAME_OFFSET)))) {
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

    /** Whether this JVM keeps the count. */
    public boolean isKept() {
        return offset >= 0;
    }

    /** Safepoints begun so far; always 0 where none are counted. */
    public long get() {
        return offset < 0 ? 0 : counters.getLong(offset);
    }
}
