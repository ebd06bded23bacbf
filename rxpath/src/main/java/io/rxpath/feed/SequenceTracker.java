package io.rxpath.feed;

import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;

/**
 * Follows the numbers of one source, a line by itself or the channel as a whole: what is new, what came before, what was
 * skipped and what of that came after all. The numbering in force and the one before are kept apart, so that what is
 * still on its way from the old one is judged by the old one. Belongs to the poll thread; allocates nothing.
 */
final class SequenceTracker implements HoleSink {
    private final NumberRun[] runs = {new NumberRun(this), new NumberRun(this)};
    private final FeedCounters counters;
    private final FeedScope scope;
    private final FeedEvents events;
    private final long mask;
    private int socket;
    private int newest = -1;
    private boolean hadOpen;

    /**
     * Creates one that has seen nothing.
     *
     * @param mask the bits of a number that the framing counts in
     */
    SequenceTracker(FeedCounters counters, FeedScope scope, FeedEvents events, long mask) {
        this.counters = counters;
        this.scope = scope;
        this.events = events;
        this.mask = mask;
    }

    /**
     * Enters a packet.
     *
     * @param generation its numbering; ascending, and no further back than one
     * @param first its first number, the next one where it has no messages
     * @param end behind its last number
     * @param fromSocket whose packet it is
     * @return RESET with the first packet of another numbering, else what the packet brings
     */
    FeedVerdict offer(int generation, long first, long end, int fromSocket, long nowNs) {
        socket = fromSocket;
        NumberRun run = runs[generation & 1];
        boolean reset = false;
        if (run.generation() != generation) {
            reset = newest >= 0 && generation > newest;
            run.begin(generation, first, reset, nowNs);
            newest = Math.max(newest, generation);
        }
        FeedVerdict verdict = run.offer(first, end, nowNs);
        count(verdict, run.newNumbers());
        if (reset) {
            counters.add(Counter.RESETS, 1);
            events.onEvent(FeedEventKind.RESET, scope, socket, first & mask, end - first, 0);
            return FeedVerdict.RESET;
        }
        return verdict;
    }

    private void count(FeedVerdict verdict, long newNumbers) {
        counters.add(Counter.PACKETS, 1);
        if (verdict.isNew()) {
            counters.add(Counter.UNIQUE, 1);
            counters.add(Counter.MESSAGES, newNumbers);
        }
        switch (verdict) {
            case FILLS_GAP -> counters.add(Counter.LATE, 1);
            case DUPLICATE -> counters.add(Counter.DUPLICATES, 1);
            case HEARTBEAT -> counters.add(Counter.HEARTBEATS, 1);
            case FORGOTTEN -> counters.add(Counter.FORGOTTEN, 1);
            default -> {
            }
        }
    }

    /** Below which number of a numbering this source brings nothing any more, as far as can be told. */
    long passed(int generation) {
        if (newest > generation) {
            return Long.MAX_VALUE;
        }
        NumberRun run = runs[generation & 1];
        return run.generation() == generation ? run.passed() : Long.MIN_VALUE;
    }

    /** Whether numbers are skipped that are not called missing yet. */
    boolean hasOpen() {
        return runs[0].holes().hasOpen() || runs[1].holes().hasOpen();
    }

    /** The newest numbering it has seen; below 0 before the first. */
    int newest() {
        return newest;
    }

    /**
     * Calls missing what nobody brings any more.
     *
     * @param passedNow below which number of the newest numbering, and {@code passedBefore} of the one before
     * @param deadlineNs what was skipped by then is not waited for
     */
    void call(long passedNow, long passedBefore, long deadlineNs) {
        runs[newest & 1].holes().call(passedNow, deadlineNs);
        runs[newest + 1 & 1].holes().call(passedBefore, deadlineNs);
    }

    /** Updates the figure of what is skipped and not called missing yet. */
    void countOpen() {
        boolean open = hasOpen();
        if (open || hadOpen) {
            long now = runs[0].holes().open() + runs[1].holes().open();
            counters.add(Counter.OPEN, now - counters.get(Counter.OPEN));
            hadOpen = open;
        }
    }

    @Override
    public void onGap(long from, long to, long sinceNs) {
        counters.add(Counter.GAPS, 1);
        counters.add(Counter.MISSING, to - from);
        events.onEvent(FeedEventKind.GAP, scope, socket, from & mask, to - from, sinceNs);
    }

    @Override
    public void onFill(long from, long to, long sinceNs) {
        counters.add(Counter.FILLED, to - from);
        events.onEvent(FeedEventKind.FILL, scope, socket, from & mask, to - from, sinceNs);
    }
}
