package io.rxpath.lab.oracle;

import io.rxpath.linux.perf.SwitchRing;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The watched thread's switches as they lie in the file {@value #FILE}: of each its time, its CPU, and two bits that
 * say whether it is a switch out and whether the thread was preempted.
 */
final class SwitchStream implements RecordStream {
    static final String FILE = "switches";

    private static final int BYTES = 16;
    private static final int OUT = 1;
    private static final int PREEMPTED = 2;
    private static final int BUFFERED = 4096;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment switches;
    private final int tid;
    private long at = -BYTES;

    SwitchStream(MemorySegment switches, int tid) {
        this.switches = switches;
        this.tid = tid;
        if (switches.byteSize() % BYTES != 0) {
            throw new TraceException(FILE + ": " + switches.byteSize() + " bytes are not whole switches of "
                    + BYTES + ": the recording was cut off");
        }
    }

    /** Writes what a ring holds, as far as it happened between two times. */
    static void write(SwitchRing ring, long fromNs, long toNs, FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFERED * BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (ring.next()) {
            if (ring.timeNs() < fromNs || ring.timeNs() > toNs) {
                continue;
            }
            if (!buffer.hasRemaining()) {
                write(buffer, file);
            }
            int bits = (ring.out() ? OUT : 0) | (ring.out() && ring.preempted() ? PREEMPTED : 0);
            buffer.putLong(ring.timeNs()).putInt(ring.cpu()).putInt(bits);
        }
        write(buffer, file);
    }

    private static void write(ByteBuffer buffer, FileChannel file) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public boolean next() {
        at += BYTES;
        return at < switches.byteSize();
    }

    @Override
    public long timeNs() {
        return switches.get(LONG, at);
    }

    @Override
    public void addTo(Trace.Builder trace) {
        int cpu = switches.get(INT, at + 8);
        int bits = switches.get(INT, at + 12);
        TraceEvent kind = (bits & OUT) != 0 ? TraceEvent.PERF_SWITCH_OUT : TraceEvent.PERF_SWITCH_IN;
        trace.add(kind, timeNs(), cpu, tid, 0, 0, (bits & PREEMPTED) != 0 ? 1 : 0, 0);
    }
}
