package io.rxpath.lab.soak;

import java.util.List;

/**
 * What one reader saw.
 *
 * @param start where it began
 * @param killed whether it was killed
 * @param finished whether it was told to read to the end of the journal
 * @param fault what was wrong: numbers that were missing or came again, or an end that nobody wanted; empty where nothing was
 * @param packets packets it saw; of a killed one, those it had told of
 * @param next the packet number that was due when it last told, -1 where it never did
 * @param blocks the whole blocks it saw
 */
record ReaderReport(ReaderStart start, boolean killed, boolean finished, String fault, long packets,
        long next, List<ReaderNotes.Block> blocks) {
    /** Copies the blocks. */
    ReaderReport {
        blocks = List.copyOf(blocks);
    }

    /** How many of its blocks are not in the journal as it saw them. */
    long different(BlockSums journal) {
        return blocks.stream().filter(block -> !journal.isWhole(block.number(), block.sum())).count();
    }
}
