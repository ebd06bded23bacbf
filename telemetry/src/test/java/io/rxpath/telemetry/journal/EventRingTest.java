package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventRingTest {
    private final List<Long> taken = new ArrayList<>();
    private final SlotHandler take = (buffer, offset) -> taken.add(buffer.getLong(offset));

    @Test
    void refusesWhenFullAndGoesOnWhenDrained() {
        final EventRing ring = new EventRing(4);
        for (long i = 0; i < 4; i++) {
            put(ring, i);
        }
        assertEquals(4, ring.size());
        assertEquals(-1, ring.claim());
        assertFalse(ring.hasFree(1));
        assertEquals(3, ring.drain(take, 3));
        assertTrue(ring.hasFree(3));
        assertFalse(ring.hasFree(4));
        put(ring, 4);
        assertEquals(2, ring.drain(take, 100));
        assertEquals(0, ring.drain(take, 100));
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), taken);
        assertEquals(0, ring.size());
    }

    @Test
    void aClaimedSlotIsNotSeenBeforeItIsPublished() {
        final EventRing ring = new EventRing(2);
        assertEquals(0, ring.claim());
        assertEquals(0, ring.claim());
        assertEquals(0, ring.drain(take, 1));
        ring.publishRelease();
        assertEquals(64, ring.claim());
        assertEquals(1, ring.drain(take, 10));
    }

    @Test
    void slotsAreAlignedToCacheLines() {
        final EventRing ring = new EventRing(8);
        assertEquals(0, ring.buffer().addressOffset() % 64);
        assertEquals(8 * 64, ring.buffer().capacity());
    }

    @Test
    void aHandlerThatThrowsLosesOnlyItsOwnSlot() {
        final EventRing ring = new EventRing(4);
        put(ring, 1);
        put(ring, 2);
        assertThrows(IllegalStateException.class, () -> ring.drain((buffer, offset) -> {
            throw new IllegalStateException();
        }, 4));
        assertEquals(1, ring.drain(take, 4));
        assertEquals(List.of(2L), taken);
    }

    @Test
    void refusesACapacityThatIsNoPowerOfTwo() {
        for (final int capacity : new int[]{-1, 0, 1, 3, 1000, EventRing.MAX_CAPACITY * 2}) {
            assertThrows(IllegalArgumentException.class, () -> new EventRing(capacity));
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void betweenTwoThreadsNothingIsLostTwiceSeenOrOutOfOrder() throws InterruptedException {
        final int count = 2_000_000;
        final EventRing ring = new EventRing(256);
        final Thread producer = new Thread(() -> {
            for (long i = 0; i < count; i++) {
                int offset = ring.claim();
                while (offset < 0) {
                    Thread.yield();
                    offset = ring.claim();
                }
                for (int word = 0; word < 64; word += 8) {
                    ring.buffer().putLong(offset + word, i * 31 + word);
                }
                ring.publishRelease();
            }
        }, "producer");
        final long[] next = {0};
        final AtomicReference<String> wrong = new AtomicReference<>();
        producer.start();
        while (next[0] < count && wrong.get() == null) {
            final int drained = ring.drain((buffer, offset) -> {
                for (int word = 0; word < 64; word += 8) {
                    if (buffer.getLong(offset + word) != next[0] * 31 + word) {
                        wrong.set("slot " + next[0] + " word " + word + ": " + buffer.getLong(offset + word));
                    }
                }
                next[0]++;
            }, 64);
            if (drained == 0) {
                Thread.yield();
            }
        }
        assertNull(wrong.get());
        producer.join();
        assertEquals(0, ring.size());
    }

    @Test
    void publishingAllocatesNothing() {
        final EventRing ring = new EventRing(1024);
        final EventPublisher publisher = new EventPublisher(ring, 3);
        final SlotHandler nothing = (buffer, offset) -> {
        };
        final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory
                .getThreadMXBean();
        publishMany(publisher, ring, nothing, 200_000);
        threads.getCurrentThreadAllocatedBytes();
        final long before = threads.getCurrentThreadAllocatedBytes();
        publishMany(publisher, ring, nothing, 200_000);
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
        assertTrue(publisher.dropped() > 0, "the full ring is part of this");
    }

    /** Fills the ring beyond its capacity each time around. */
    private static void publishMany(EventPublisher publisher, EventRing ring, SlotHandler handler,
            int count) {
        for (int i = 0; i < count; i++) {
            if (publisher.begin(i, i) != null) {
                publisher.end();
            }
            if (i % 1500 == 0) {
                ring.drain(handler, 4096);
            }
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void packetsAndGapsTogetherCoverEveryNumberOnce() throws InterruptedException {
        final int count = 1_000_000;
        final EventRing ring = new EventRing(64);
        final EventPublisher publisher = new EventPublisher(ring, 7);
        final AtomicBoolean done = new AtomicBoolean();
        final Thread producer = new Thread(() -> {
            for (long number = 0; number < count; number++) {
                if (publisher.begin(number, Journals.appNs(number)) != null) {
                    publisher.end();
                }
                if (number % 1000 == 0) {
                    Thread.yield();
                }
            }
            while (!publisher.flushGap()) {
                Thread.yield();
            }
            done.set(true);
        }, "producer");
        final Coverage coverage = new Coverage(7);
        producer.start();
        boolean last = false;
        while (true) {
            final boolean ending = done.get();
            if (ring.drain(coverage, 32) == 0) {
                if (last) {
                    break;
                }
                last = ending;
                Thread.yield();
            }
        }
        producer.join();
        assertNull(coverage.wrong);
        assertEquals(count, coverage.next);
        assertEquals(publisher.published(), coverage.packets);
        assertEquals(publisher.dropped(), coverage.missing);
        assertEquals(count, publisher.published() + publisher.dropped());
        assertTrue(coverage.gaps > 0, "the ring was never full");
    }

    private static void put(EventRing ring, long value) {
        ring.buffer().putLong(ring.claim(), value);
        ring.publishRelease();
    }
}
