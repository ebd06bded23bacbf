package io.rxpath.lab.soak;

import io.rxpath.JournalStatus;

/**
 * What the journal of one run holds, beside what the receiver said of it.
 *
 * @param records records without headers
 * @param packets packet records
 * @param gapRecords gap records
 * @param inGaps packets that those stand for: lost, and said so
 * @param missing packets handled that neither a packet nor a gap record covers: lost without a word
 * @param repeated packets covered more than once or out of order
 * @param recordsWritten records that the receiver said it had written
 * @param recordsLost records that it said it could not write
 * @param compared blocks of 4,096 packets whose contents were held against what the handler saw
 * @param different those of them that were not the same
 * @param unknownRecords records of no known type
 * @param strayBytes bytes that make no record
 * @param damage why it could not be read to its end, or which number was wrong first; empty where nothing was
 * @param bytes of its files
 */
public record JournalFigures(long records, long packets, long gapRecords, long inGaps, long missing,
        long repeated, long recordsWritten, long recordsLost, long compared, long different,
        long unknownRecords, long strayBytes, String damage, long bytes) {

    /**
     * The figures of the journal's only run.
     *
     * @param runId the run's
     * @param handled packets that the feed handler was given
     * @param seen what they said
     * @param said the receiver's own figures after it has stopped
     */
    static JournalFigures of(JournalTally tally, long runId, long handled, BlockSums seen, JournalStatus said,
            long bytes) {
        RunAccount run = tally.run(runId).orElseGet(() -> new RunAccount(runId, new BlockSums(0)));
        BlockSums.Comparison contents = run.sums().compare(seen);
        long tail = Math.max(0, handled - run.covered());
        return new JournalFigures(run.records(), run.packets(), run.gapRecords(), run.inGaps(),
                run.missing() + tail, run.repeated() + Math.max(0, run.covered() - handled),
                said.recordsWritten(), said.recordsLost(), contents.compared(), contents.different(),
                tally.unknownRecords(), tally.strayBytes(),
                tally.damage().isEmpty() ? run.wrong() : tally.damage(), bytes);
    }
}
