package io.rxpath.lab.soak;

/**
 * What a kill drill counted.
 *
 * @param started receivers started
 * @param killedAtStart killed before they received
 * @param killedRunning killed while they received
 * @param killedAtRoll those of them that were killed around the end of a file
 * @param killedAtStop killed after they were told to stop
 * @param orderly ended in order: told to, or before the kill came
 * @param runs runs in the journal
 * @param records records in the journal, without headers
 * @param reported records that receivers had reported as appended before their end
 * @param lost those of them that are not in the journal
 * @param missing packet numbers that neither a packet nor a gap record covers although later ones are there
 * @param repeated packet numbers covered more than once or out of order
 * @param inFlight packets received and not yet appended when a receiver was killed: gone with it
 * @param saidKilled runs that a later one says were killed
 * @param saidOrderly runs that say they ended in order
 * @param untold runs but for the last of which nothing says how they ended
 * @param startMedianMs from the start of a process until it received, ms; half of them took longer
 * @param startMostMs the longest
 */
public record KillFigures(long started, long killedAtStart, long killedRunning, long killedAtRoll,
        long killedAtStop, long orderly, long runs, long records, long reported, long lost, long missing,
        long repeated, long inFlight, long saidKilled, long saidOrderly, long untold, long startMedianMs,
        long startMostMs) {
}
