package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class PacketPolicyTest {
    private static final PacketPolicy TENTH = new PacketPolicy(10);

    @Test
    void allAndNone() {
        for (final Branch branch : Branch.values()) {
            assertTrue(PacketPolicy.ALL.records(branch, 7));
            assertFalse(PacketPolicy.NONE.records(branch, 10));
            assertEquals(1, PacketPolicy.ALL.weight(branch));
            assertEquals(0, PacketPolicy.NONE.weight(branch));
        }
        assertFalse(PacketPolicy.ALL.mayLeaveOut(5, 5));
        assertTrue(PacketPolicy.NONE.mayLeaveOut(0, Long.MAX_VALUE));
    }

    @Test
    void ofHotPacketsTheMultiplesOfN() {
        for (final Branch branch : Branch.values()) {
            assertTrue(TENTH.records(branch, 0));
            assertTrue(TENTH.records(branch, 20));
            assertEquals(branch != Branch.HOT_POLL, TENTH.records(branch, 21));
            assertEquals(branch == Branch.HOT_POLL ? 10 : 1, TENTH.weight(branch));
        }
    }

    @Test
    void aHoleWithAMultipleOfNInItIsALoss() {
        assertTrue(TENTH.mayLeaveOut(1, 9));
        assertTrue(TENTH.mayLeaveOut(11, 11));
        assertFalse(TENTH.mayLeaveOut(1, 10));
        assertFalse(TENTH.mayLeaveOut(0, 0));
        assertFalse(TENTH.mayLeaveOut(5, 105));
    }

    /** What a reader makes of holes and weights agrees with what the writer did. */
    @Test
    void weightsUndoThePolicyAndHolesAreNoLosses() {
        final SplittableRandom random = new SplittableRandom(20_261_121);
        final int packets = 1_000_000;
        final long[] given = new long[Branch.values().length];
        final long[] weighed = new long[Branch.values().length];
        long next = 0;
        for (long number = 0; number < packets; number++) {
            final Branch branch = random.nextInt(4) == 0 ? Branch.FALLBACK_IRQ : Branch.HOT_POLL;
            given[branch.ordinal()]++;
            if (TENTH.records(branch, number)) {
                weighed[branch.ordinal()] += TENTH.weight(branch);
                assertTrue(number == next || TENTH.mayLeaveOut(next, number - 1), "before " + number);
                next = number + 1;
            }
        }
        assertEquals(given[Branch.FALLBACK_IRQ.ordinal()], weighed[Branch.FALLBACK_IRQ.ordinal()]);
        final double hot = weighed[Branch.HOT_POLL.ordinal()];
        assertEquals(1, hot / given[Branch.HOT_POLL.ordinal()], 0.01, "of three quarters of a million");
    }

    @Test
    void everyLostMultipleIsSeen() {
        final SplittableRandom random = new SplittableRandom(7);
        for (int turn = 0; turn < 100_000; turn++) {
            final PacketPolicy policy = new PacketPolicy(2 + random.nextInt(50));
            final long first = random.nextLong(1L << 40);
            final long last = first + random.nextInt(100);
            boolean multiple = false;
            for (long number = first; number <= last; number++) {
                multiple |= policy.records(Branch.HOT_POLL, number);
            }
            assertEquals(!multiple, policy.mayLeaveOut(first, last), () -> policy + " " + first);
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new PacketPolicy(-1));
        assertThrows(IllegalArgumentException.class, () -> new PacketPolicy(PacketPolicy.MAX_HOT_ONE_IN + 1));
    }

    @Test
    void saysItInWords() {
        assertEquals("all", PacketPolicy.ALL.toString());
        assertEquals("none", PacketPolicy.NONE.toString());
        assertEquals("not hot, and 1 in 10 hot", TENTH.toString());
    }
}
