package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/** Writes other stamps into messages that were received with one. Belongs to the thread that owns the vector. */
public final class WrittenStamps {
    /** Behind the header of the first control message (cmsg(3)), in which the kernel puts the stamp. */
    private static final long TV_SEC = 16;
    private static final long TV_NSEC = TV_SEC + 8;
    private static final long SECOND_NS = 1_000_000_000;

    private final MessageVector messages;
    private final MemorySegment memory;

    /** Over the messages of {@code messages}. */
    public WrittenStamps(MessageVector messages) {
        this.messages = messages;
        memory = messages.headers();
    }

    /** Gives message {@code i} the software stamp {@code stampNs}, CLOCK_REALTIME ns. */
    public void set(int i, long stampNs) {
        long control = messages.controlOffset(i);
        memory.set(JAVA_LONG, control + TV_SEC, stampNs / SECOND_NS);
        memory.set(JAVA_LONG, control + TV_NSEC, stampNs % SECOND_NS);
    }
}
