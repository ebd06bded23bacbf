package io.rxpath.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * Ten million datagrams, each framing a third: random ones, and real headers with some bytes changed or cut off. Each is
 * read as a second reading, written from the specification and not for speed, says; nothing is read outside of it.
 */
class FeedHeaderFuzzTest {
    private static final int DATAGRAMS = Integer.getInteger("rxpath.feed.fuzz", 10_000_000);
    private static final int MAX_LENGTH = 96;
    private static final Framing[] FRAMINGS = {Framing.MOLDUDP64, Framing.IEX_TP, Framing.CME_MDP3};

    private final SplittableRandom random = new SplittableRandom(20_261_121);
    private final byte[] bytes = new byte[MAX_LENGTH];
    private final ByteBuffer reference = ByteBuffer.wrap(bytes);
    /** Its bounds are those of the datagram: a reading outside of them throws. */
    private final UnsafeBuffer datagram = new UnsafeBuffer(bytes);

    @Test
    void everyDatagramIsReadAsTheSpecificationSays() {
        assertTrue(UnsafeBuffer.SHOULD_BOUNDS_CHECK, "the test needs Agrona's bounds checks");
        byte[][] samples = {Datagrams.mold("SESSION", 1L << 40, 9), Datagrams.iex(77, 1L << 40, 9, 1L << 60),
            Datagrams.cme(1 << 30, 1L << 60)};
        FeedHeader[] headers = {new MoldUdp64(), new IexTp(), new CmeMdp3()};
        long[] headersFound = new long[FRAMINGS.length];
        for (int i = 0; i < DATAGRAMS; i++) {
            int kind = i % FRAMINGS.length;
            int length = next(samples[kind]);
            datagram.wrap(bytes, 0, length);
            boolean found = headers[kind].wrap(datagram, 0, length);
            if (found != isHeader(FRAMINGS[kind], length)) {
                throw new AssertionError(
                        FRAMINGS[kind] + " datagram " + i + " of " + length + " bytes: " + found);
            }
            if (found) {
                headersFound[kind]++;
                check(FRAMINGS[kind], headers[kind]);
            }
        }
        for (int kind = 0; kind < FRAMINGS.length; kind++) {
            assertTrue(headersFound[kind] > DATAGRAMS / 20 && headersFound[kind] < DATAGRAMS / 3.1,
                    FRAMINGS[kind] + " " + headersFound[kind]);
        }
    }

    /** A datagram in {@link #bytes}; returns its length. */
    private int next(byte[] sample) {
        int choice = random.nextInt(8);
        if (choice == 0) {
            int length = random.nextInt(MAX_LENGTH + 1);
            random.nextBytes(bytes);
            return length;
        }
        System.arraycopy(sample, 0, bytes, 0, sample.length);
        int length = choice == 1 ? random.nextInt(sample.length + 1) : sample.length;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            bytes[random.nextInt(sample.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
        }
        return length;
    }

    private boolean isHeader(Framing framing, int length) {
        return switch (framing) {
            case MOLDUDP64 -> {
                if (length < 20) {
                    yield false;
                }
                int count = reference.order(ByteOrder.BIG_ENDIAN).getShort(18) & 0xffff;
                yield sound(reference.getLong(10)) && (count == 0xffff || 20 + 2 * count <= length);
            }
            case IEX_TP -> {
                if (length < 40) {
                    yield false;
                }
                int payload = reference.order(ByteOrder.LITTLE_ENDIAN).getShort(12) & 0xffff;
                int count = reference.getShort(14) & 0xffff;
                yield bytes[0] == 1 && 40 + payload <= length && 2 * count <= payload
                        && (count > 0 || payload == 0) && (payload > 0 || count == 0)
                        && sound(reference.getLong(24));
            }
            default -> {
                if (length < 12 || reference.order(ByteOrder.LITTLE_ENDIAN).getLong(4) < 0) {
                    yield false;
                }
                int size = length < 14 ? -1 : reference.getShort(12) & 0xffff;
                yield length == 12 || size >= 10 && 12 + size <= length;
            }
        };
    }

    private static boolean sound(long sequence) {
        return sequence >= 0 && sequence <= Long.MAX_VALUE - 65_535;
    }

    private void check(Framing framing, FeedHeader header) {
        switch (framing) {
            case MOLDUDP64 -> {
                reference.order(ByteOrder.BIG_ENDIAN);
                int count = reference.getShort(18) & 0xffff;
                same(reference.getLong(10), header.sequence());
                same(count == 0xffff ? 0 : count, header.messages());
                same(count == 0xffff ? 1 : 0, header.isEndOfSession() ? 1 : 0);
                same(reference.getLong(0), header.sessionHigh());
                same(reference.getShort(8) & 0xffff, header.sessionLow());
            }
            case IEX_TP -> {
                reference.order(ByteOrder.LITTLE_ENDIAN);
                same(reference.getLong(24), header.sequence());
                same(reference.getShort(14) & 0xffff, header.messages());
                same(reference.getLong(32), header.sendTimeNs());
                same((reference.getInt(4) & 0xffff_ffffL) << 32 | reference.getInt(8) & 0xffff_ffffL,
                        header.sessionHigh());
            }
            default -> {
                reference.order(ByteOrder.LITTLE_ENDIAN);
                same(reference.getInt(0) & 0xffff_ffffL, header.sequence());
                same(1, header.messages());
                same(reference.getLong(4), header.sendTimeNs());
            }
        }
    }

    /** Ten million times, so without what assertEquals does for its message. */
    private static void same(long expected, long actual) {
        if (expected != actual) {
            assertEquals(expected, actual);
        }
    }
}
