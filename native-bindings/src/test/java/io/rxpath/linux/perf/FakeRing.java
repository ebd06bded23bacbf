package io.rxpath.linux.perf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A ring of one data page that a test writes as the kernel does. */
final class FakeRing {
    static final int DATA_BYTES = PerfRing.PAGE_BYTES;

    final Arena arena = Arena.ofShared();
    final MemorySegment memory = arena.allocate(2L * PerfRing.PAGE_BYTES, 64);
    private long head;

    /** Begins where both positions have already gone {@code start} bytes. */
    FakeRing(long start) {
        head = start;
        memory.set(JAVA_LONG, PerfRing.DATA_TAIL, start);
        memory.set(JAVA_LONG, PerfRing.DATA_HEAD, start);
    }

    SwitchRing reader() {
        return new SwitchRing(ring());
    }

    PerfRing ring() {
        return new PerfRing(new PerfEvent(-1, memory, arena));
    }

    long free() {
        return DATA_BYTES - (head - memory.get(JAVA_LONG, PerfRing.DATA_TAIL));
    }

    void write(int type, int misc, int size, long first, long second) {
        word(0, type | (long) misc << 32 | (long) size << 48);
        for (int i = 8; i < size; i += 8) {
            word(i, i == 8 ? first : i == 16 ? second : 0x5a5a5a5a5a5a5a5aL);
        }
        head += size;
        memory.set(JAVA_LONG, PerfRing.DATA_HEAD, head);
    }

    /** A record of any words after its header. */
    void write(int type, long... words) {
        int size = 8 * (1 + words.length);
        word(0, type | (long) size << 48);
        for (int i = 0; i < words.length; i++) {
            word(8 * (i + 1), words[i]);
        }
        head += size;
        memory.set(JAVA_LONG, PerfRing.DATA_HEAD, head);
    }

    private void word(int offset, long value) {
        memory.set(JAVA_LONG, PerfRing.PAGE_BYTES + (head + offset) % DATA_BYTES, value);
    }
}
