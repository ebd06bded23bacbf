package io.rxpath.lab.send;

/**
 * Groups of datagrams that are due at the same instant, so that they leave back to back; one group follows the other
 * after a fixed time. One length; a group goes to one destination, the destinations take turns. Endless.
 */
public final class GroupShape extends TurnShape {
    private static final long MAX_GAP_NS = 60_000_000_000L;
    private static final int MAX_GROUP = 10_000;

    private final int group;
    private final long gapNs;
    private long dueNs;
    private int inGroup;

    /**
     * Creates the feed; its first group is due at 0.
     *
     * @param group datagrams in each group, 1 to 10,000
     * @param gapNs the time from one group to the next, 1 ns to a minute
     * @param length the payload, bytes, 0 to 65507
     * @param streams how many destinations take turns, 1 or more
     * @param seed what the payload follows from
     */
    public GroupShape(int group, long gapNs, int length, int streams, long seed) {
        super(length, streams, seed);
        if (group < 1 || group > MAX_GROUP) {
            throw new IllegalArgumentException("groups of " + group + " datagrams: give 1 to " + MAX_GROUP);
        }
        if (gapNs < 1 || gapNs > MAX_GAP_NS) {
            throw new IllegalArgumentException("a group every " + gapNs + " ns: give 1 ns to a minute");
        }
        this.group = group;
        this.gapNs = gapNs;
        this.dueNs = -gapNs;
        this.inGroup = group - 1;
    }

    @Override
    public boolean advance() {
        if (++inGroup == group) {
            inGroup = 0;
            dueNs += gapNs;
            turn();
        }
        return true;
    }

    @Override
    public long dueNs() {
        return dueNs;
    }
}
