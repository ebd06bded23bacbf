package io.rxpath.feed;

/**
 * Says to which numbering of a channel a header belongs: the one in force, the one before, or a new one. This is what
 * counts as a reset, precisely:
 *
 * <ul>
 * <li>MoldUDP64 and IEX-TP name their sessions, and within one the numbers only rise. So a new numbering begins with a
 * header whose session is neither that in force nor the one before, and with nothing else: a low number in a known
 * session is a packet that came again, for example from a retransmission.
 * <li>CME MDP 3.0 has no session and begins anew each week, or whenever it restarts. Its numbers and send times rise
 * together. So a header whose number is not above the highest one, but which was sent more than
 * {@value #CLOCK_TOLERANCE_NS} ns after it, begins a new numbering; a copy, or a packet that was overtaken, was sent no
 * later than the highest one. The reverse, a higher number that was sent earlier, is from before the last reset.
 * <li>CME's 32 bits: a number stands for the value nearest to the highest one that has these bits, so that 0 after
 * 4294967295 goes on. (By its send time a restart is told from that.)
 * </ul>
 *
 * What fits neither numbering, nor begins a new one (a sender's clock that was set back), belongs to the one in force.
 * Belongs to the poll thread; allocates nothing.
 */
final class Numberings {
    /**
     * The tolerance for a sender's clock that is corrected. CME synchronises its gateways to microseconds; a restart
     * within this time is seen with the first packet after it.
     */
    static final long CLOCK_TOLERANCE_NS = 100_000;

    private final long[] sessionHigh = new long[2];
    private final long[] sessionLow = new long[2];
    private final long[] next = new long[2];
    private final long[] sentNs = new long[2];
    private int generation = -1;
    private long first;

    /** The numbering that a header belongs to; a number higher than all before begins one. */
    int of(FeedHeader header) {
        int found = find(header);
        if (found > generation) {
            generation = found;
            begin(found & 1, header);
        }
        int slot = found & 1;
        first = number(slot, header);
        long end = first + header.messages;
        if (end > next[slot]) {
            next[slot] = end;
            sentNs[slot] = header.sendTimeNs;
        }
        return found;
    }

    private int find(FeedHeader header) {
        if (generation < 0) {
            return 0;
        }
        if (fits(generation & 1, header)) {
            return generation;
        }
        if (generation > 0 && fits(generation - 1 & 1, header)) {
            return generation - 1;
        }
        return header.hasSessions() || !isAbove(generation & 1, header) ? generation + 1 : generation;
    }

    private boolean fits(int slot, FeedHeader header) {
        if (header.hasSessions()) {
            return header.sessionHigh == sessionHigh[slot] && header.sessionLow == sessionLow[slot];
        }
        return isAbove(slot, header)
                ? header.sendTimeNs >= sentNs[slot] - CLOCK_TOLERANCE_NS
                : header.sendTimeNs <= sentNs[slot] + CLOCK_TOLERANCE_NS;
    }

    private boolean isAbove(int slot, FeedHeader header) {
        return number(slot, header) + header.messages > next[slot];
    }

    private void begin(int slot, FeedHeader header) {
        sessionHigh[slot] = header.sessionHigh;
        sessionLow[slot] = header.sessionLow;
        next[slot] = header.sequence;
        sentNs[slot] = header.sendTimeNs;
    }

    /** The number in all its bits: the value nearest to the next one that has the header's. */
    private long number(int slot, FeedHeader header) {
        return header.sequenceMask() == -1
                ? header.sequence
                : next[slot] + (int) (header.sequence - next[slot]);
    }

    /** The first number of the last header, in all its bits. */
    long first() {
        return first;
    }

    /** How many numberings there have been, less one. */
    int newest() {
        return generation;
    }
}
