package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class BlockSumsTest {
    private static final int PACKETS = 3 * BlockSums.BLOCK + 100;

    private static BlockSums sums(long leftOut, long changed) {
        BlockSums sums = new BlockSums(PACKETS);
        for (long number = 0; number < PACKETS; number++) {
            if (number != leftOut) {
                sums.add(number, BlockSums.hash(number, 1_000 + number, 92, number == changed ? 2 : 1));
            }
        }
        return sums;
    }

    @Test
    void theSamePacketsAreTheSame() {
        assertEquals(new BlockSums.Comparison(4, 0), sums(-1, -1).compare(sums(-1, -1)));
    }

    @Test
    void onePacketOfAnotherBranchIsFound() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            assertEquals(new BlockSums.Comparison(4, 1),
                    sums(-1, -1).compare(sums(-1, random.nextLong(PACKETS))));
        }
    }

    @Test
    void aBlockWithAGapIsLeftOut() {
        assertEquals(new BlockSums.Comparison(3, 0), sums(-1, -1).compare(sums(BlockSums.BLOCK, -1)));
    }

    @Test
    void eachFieldCounts() {
        long hash = BlockSums.hash(5, 6, 7, 1);
        assertNotEquals(hash, BlockSums.hash(4, 6, 7, 1));
        assertNotEquals(hash, BlockSums.hash(5, 7, 7, 1));
        assertNotEquals(hash, BlockSums.hash(5, 6, 8, 1));
        assertNotEquals(hash, BlockSums.hash(5, 6, 7, 2));
    }

    @Test
    void onlyAWholeBlockIsWhole() {
        BlockSums sums = new BlockSums(PACKETS);
        long sum = 0;
        for (long number = 0; number < BlockSums.BLOCK; number++) {
            assertFalse(sums.isWhole(0, sum));
            sums.add(number, number * 3);
            sum += number * 3;
        }
        assertTrue(sums.isWhole(0, sum));
        assertFalse(sums.isWhole(0, sum + 1));
        assertFalse(sums.isWhole(1, 0));
        assertFalse(sums.isWhole(-1, 0));
        assertFalse(sums.isWhole(1L << 40, 0));
    }

    @Test
    void whatThereIsNoRoomForIsLeftOut() {
        BlockSums small = new BlockSums(10);
        small.add(BlockSums.BLOCK, 1);
        small.add(-1, 1);
        assertEquals(new BlockSums.Comparison(0, 0), small.compare(small));
    }
}
