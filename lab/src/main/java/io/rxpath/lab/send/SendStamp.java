package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.agrona.DirectBuffer;

/**
 * The trailer that the sender appends to each payload, so that a receiver can tell what is missing and how long a
 * datagram took. Little-endian:
 *
 * <pre>
 * u64 magic;
 * u64 sequence;
 * u64 sendTimeNs;     // CLOCK_REALTIME just before the send call
 * u64 dueNs;          // when the schedule wanted it sent, CLOCK_REALTIME
 * </pre>
 *
 * Every method takes the whole datagram; no method allocates, and any thread may call any.
 */
public final class SendStamp {
    /** The bytes that a datagram grows by. */
    public static final int BYTES = 32;
    /** "rxpath" and a version, as the first eight bytes of the trailer read. */
    private static final long MAGIC = 0x0002_6874_6170_7872L;
    private static final int SEQUENCE = 8;
    private static final int TIME = 16;
    private static final int DUE = 24;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private SendStamp() {
    }

    /** Writes the trailer with its number at {@code offset}, that is behind the payload, for the times to follow. */
    public static void encode(MemorySegment target, long offset, long sequence) {
        target.set(WORD, offset, MAGIC);
        target.set(WORD, offset + SEQUENCE, sequence);
    }

    /** Writes both times into the trailer at {@code offset}. */
    public static void encodeTimes(MemorySegment target, long offset, long sendTimeNs, long dueNs) {
        target.set(WORD, offset + TIME, sendTimeNs);
        target.set(WORD, offset + DUE, dueNs);
    }

    /** Whether the datagram of {@code length} bytes at {@code offset} ends with a trailer. */
    public static boolean present(DirectBuffer datagram, int offset, int length) {
        return length >= BYTES && datagram.getLong(trailer(offset, length), ByteOrder.LITTLE_ENDIAN) == MAGIC;
    }

    /** The number of a datagram whose trailer is {@link #present}. */
    public static long sequence(DirectBuffer datagram, int offset, int length) {
        return datagram.getLong(trailer(offset, length) + SEQUENCE, ByteOrder.LITTLE_ENDIAN);
    }

    /** The send time, CLOCK_REALTIME ns, of a datagram whose trailer is {@link #present}. */
    public static long sendTimeNs(DirectBuffer datagram, int offset, int length) {
        return datagram.getLong(trailer(offset, length) + TIME, ByteOrder.LITTLE_ENDIAN);
    }

    /** When the schedule wanted a datagram sent whose trailer is {@link #present}, CLOCK_REALTIME ns. */
    public static long dueNs(DirectBuffer datagram, int offset, int length) {
        return datagram.getLong(trailer(offset, length) + DUE, ByteOrder.LITTLE_ENDIAN);
    }

    /** As {@link #present(DirectBuffer, int, int)}. */
    public static boolean present(MemorySegment datagram, long offset, int length) {
        return length >= BYTES && datagram.get(WORD, offset + length - BYTES) == MAGIC;
    }

    /** As {@link #sequence(DirectBuffer, int, int)}. */
    public static long sequence(MemorySegment datagram, long offset, int length) {
        return datagram.get(WORD, offset + length - BYTES + SEQUENCE);
    }

    /** As {@link #sendTimeNs(DirectBuffer, int, int)}. */
    public static long sendTimeNs(MemorySegment datagram, long offset, int length) {
        return datagram.get(WORD, offset + length - BYTES + TIME);
    }

    /** As {@link #dueNs(DirectBuffer, int, int)}. */
    public static long dueNs(MemorySegment datagram, long offset, int length) {
        return datagram.get(WORD, offset + length - BYTES + DUE);
    }

    /** Whether the bytes from 0 to the limit of {@code datagram} end with a trailer. */
    public static boolean present(ByteBuffer datagram) {
        return datagram.limit() >= BYTES && word(datagram, 0) == MAGIC;
    }

    /** The number of a datagram whose trailer is {@link #present(ByteBuffer)}. */
    public static long sequence(ByteBuffer datagram) {
        return word(datagram, SEQUENCE);
    }

    /** The send time, CLOCK_REALTIME ns, of a datagram whose trailer is {@link #present(ByteBuffer)}. */
    public static long sendTimeNs(ByteBuffer datagram) {
        return word(datagram, TIME);
    }

    /** The due time, CLOCK_REALTIME ns, of a datagram whose trailer is {@link #present(ByteBuffer)}. */
    public static long dueNs(ByteBuffer datagram) {
        return word(datagram, DUE);
    }

    private static int trailer(int offset, int length) {
        return offset + length - BYTES;
    }

    private static long word(ByteBuffer datagram, int field) {
        long word = datagram.getLong(datagram.limit() - BYTES + field);
        return datagram.order() == ByteOrder.LITTLE_ENDIAN ? word : Long.reverseBytes(word);
    }
}
