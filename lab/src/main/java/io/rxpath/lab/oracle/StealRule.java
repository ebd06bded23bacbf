package io.rxpath.lab.oracle;

import java.util.Arrays;

import io.rxpath.telemetry.event.Cause;

/**
 * The part of a time in which the thread was off its CPU against its will, by cause. One instance judges one time after
 * another: {@link #judge} first, then ask.
 *
 * <ul>
 * <li>Preempted or stopped: all of it.
 * <li>Held in a call, or outside of call and handler: all of it.
 * <li>A sleep that waits for a packet: all of it where it began after the packet was stamped and queued, else what it
 * waited for a CPU after its wake-up.
 * <li>The handler's own sleep: what it waited for a CPU after its wake-up.
 * </ul>
 *
 * The cause of an absence that ended on another CPU is MIGRATED, unless the thread was stopped or held outside; of any
 * other wait for the CPU PREEMPTED.
 */
final class StealRule {
    /** Packets stamped together reach the queue one by one, and until then a sleep waits for them. */
    static final long TO_QUEUE_NS = 20_000;
    private static final Cause[] CAUSES = Cause.values();

    private final ThreadTimeline thread;
    private final Absences absences;
    private final StallSpans stalls;
    private final long[] byCause = new long[CAUSES.length];
    private boolean unknown;

    StealRule(ThreadTimeline thread, Absences absences, StallSpans stalls) {
        this.thread = thread;
        this.absences = absences;
        this.stalls = stalls;
    }

    /**
     * Judges the time from {@code fromNs} to {@code toNs}.
     *
     * @param stampNs after when a sleep in a receive call waits for no packet
     * @param withStalls whether interrupts count
     */
    void judge(long fromNs, long toNs, long stampNs, boolean withStalls) {
        Arrays.fill(byCause, 0);
        unknown = false;
        for (int absence = thread.lastOutAtMost(toNs); absence >= 0
                && thread.inNs(absence) > fromNs; absence--) {
            add(absence, fromNs, toNs, stampNs);
        }
        if (withStalls) {
            byCause[Cause.STALLED.ordinal()] += stalls.within(fromNs, toNs);
        }
    }

    /** Whether the trace does not say of an absence in the time when or why it was. */
    boolean unknown() {
        return unknown;
    }

    long totalNs() {
        long sum = 0;
        for (long part : byCause) {
            sum += part;
        }
        return sum;
    }

    long ofCauseNs(Cause cause) {
        return byCause[cause.ordinal()];
    }

    /** The cause with the largest part, NONE without any. */
    Cause mainCause() {
        int best = Cause.NONE.ordinal();
        for (int cause = 0; cause < byCause.length; cause++) {
            best = byCause[cause] > byCause[best] ? cause : best;
        }
        return CAUSES[best];
    }

    /** How far the largest part is ahead of the next one. */
    long leadNs() {
        long first = 0;
        long second = 0;
        for (long part : byCause) {
            if (part > first) {
                second = first;
                first = part;
            } else {
                second = Math.max(second, part);
            }
        }
        return first - second;
    }

    private void add(int absence, long fromNs, long toNs, long stampNs) {
        long out = thread.outNs(absence);
        switch (absences.kind(absence)) {
            case PREEMPTED, HELD_IN_CALL -> count(waitCause(absence), absence, out, fromNs, toNs);
            case STOPPED -> count(Cause.STOPPED, absence, out, fromNs, toNs);
            case HELD_OUTSIDE -> count(Cause.JVM_PAUSE, absence, out, fromNs, toNs);
            case WAITING -> {
                if (out >= stampNs + TO_QUEUE_NS) {
                    count(waitCause(absence), absence, out, fromNs, toNs);
                } else {
                    countWait(absence, fromNs, toNs);
                }
            }
            case OWN_SLEEP -> countWait(absence, fromNs, toNs);
            case UNKNOWN -> unknown = true;
        }
    }

    /**
     * Counts what passed between the wake-up and the switch back. On an idle CPU that is no wait in the run queue: a short
     * time is the wake-up's own, a long one a CPU that somebody outside this system had.
     */
    private void countWait(int absence, long fromNs, long toNs) {
        if (!thread.cameFromIdle(absence)) {
            count(waitCause(absence), absence, thread.wokenNs(absence), fromNs, toNs);
        } else if (thread.wokenNs(absence) != ThreadTimeline.NONE
                && thread.inNs(absence) - thread.wokenNs(absence) >= StallSpans.SHORTEST_NS) {
            count(Cause.STALLED, absence, thread.wokenNs(absence), fromNs, toNs);
        }
    }

    private void count(Cause cause, int absence, long sinceNs, long fromNs, long toNs) {
        if (sinceNs != ThreadTimeline.NONE) {
            byCause[cause.ordinal()] += Math.max(0,
                    Math.min(thread.runsNs(absence), toNs) - Math.max(sinceNs, fromNs));
        }
    }

    private Cause waitCause(int absence) {
        return thread.moved(absence) ? Cause.MIGRATED : Cause.PREEMPTED;
    }
}
