package io.rxpath.lab.soak;

/**
 * What packets said, in a few bytes: for each {@value #BLOCK} packet numbers the count and the sum of their hashes.
 * Two tellings of the same packets are compared by it, in whatever order each was made. Adding allocates nothing; one
 * thread adds, others read when it has ended.
 */
final class BlockSums {
    /** Packet numbers of a block. */
    static final int BLOCK = 4096;

    private final long[] sums;
    private final int[] counts;

    /**
     * Creates empty sums.
     *
     * @param mostPackets room for this many packet numbers; packets beyond are left out of the comparison
     */
    BlockSums(long mostPackets) {
        int blocks = Math.toIntExact(mostPackets / BLOCK + 1);
        sums = new long[blocks];
        counts = new int[blocks];
    }

    /** The hash of what handler and journal both know of a packet. */
    static long hash(long number, long appNs, int length, int branch) {
        long mixed = number * 0x9E37_79B9_7F4A_7C15L ^ appNs * 0xC2B2_AE3D_27D4_EB4FL
                ^ ((long) length << 8 | branch) * 0x1656_67B1_9E37_79F9L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ mixed >>> 32;
    }

    /** Adds a packet; without effect where there is no room for its number. */
    void add(long number, long hash) {
        long block = number / BLOCK;
        if (number >= 0 && block < sums.length) {
            sums[(int) block] += hash;
            counts[(int) block]++;
        }
    }

    /** Whether all packets of a block are in it and sum up to {@code sum}. */
    boolean isWhole(long block, long sum) {
        return block >= 0 && block < sums.length && counts[(int) block] == BLOCK && sums[(int) block] == sum;
    }

    /** Compares the blocks of which both have as many packets; the others have a gap in one of them. */
    Comparison compare(BlockSums other) {
        long compared = 0;
        long different = 0;
        for (int i = 0; i < Math.min(sums.length, other.sums.length); i++) {
            if (counts[i] > 0 && counts[i] == other.counts[i]) {
                compared++;
                different += sums[i] == other.sums[i] ? 0 : 1;
            }
        }
        return new Comparison(compared, different);
    }

    /**
     * What a comparison found.
     *
     * @param compared blocks of as many packets on both sides
     * @param different those of them whose packets are not the same
     */
    record Comparison(long compared, long different) {
    }
}
