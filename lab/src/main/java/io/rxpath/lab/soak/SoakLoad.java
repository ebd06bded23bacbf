package io.rxpath.lab.soak;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a soak cost the receiver's process.
 *
 * @param lagP50 records that the journal thread was behind the poll thread at half of the looks, one every 5 ms
 * @param lagP99 at 99 of 100
 * @param lagMax at the worst look; between two looks it may have been more
 * @param journalCpuShare the journal thread's CPU time over the time; -1 where it is not known
 * @param collections collections of the garbage collector
 * @param collectionMs what they took, ms
 * @param memory a sample a second
 */
public record SoakLoad(long lagP50, long lagP99, long lagMax, double journalCpuShare, long collections,
        long collectionMs, List<MemorySample> memory) {
    /** Copies the samples. */
    public SoakLoad {
        memory = List.copyOf(memory);
    }

    /** The median of a figure over one quarter of the time, 0 to 3; 0 where there are fewer than four samples. */
    long quarter(int quarter, ToLongFunction<MemorySample> figure) {
        int from = memory.size() * quarter / 4;
        int to = memory.size() * (quarter + 1) / 4;
        if (to == from) {
            return 0;
        }
        long[] sorted = memory.subList(from, to).stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
