package io.rxpath.lab.oracle;

import io.rxpath.telemetry.event.Cause;

/**
 * What our thread was doing when a softirq delivered a packet, first match: no busy poll wanted, not in force, stopped,
 * preempted, asleep after its window, away, in a call without owning the NAPI.
 *
 * <p>Where the branch model is silent: a thread that was woken and waits for its CPU is still what it was when it left it;
 * one held outside its call is away; one held in a call within its window is in a call. A receive call that found a
 * queue is the drain, so a thread that runs in one is away. Between two calls of which the first returned nothing there
 * is neither handler nor drain: up to 3 µs of that count as the calls.
 */
final class CauseRule {
    /** A stamp so close to a change of what the thread does has a cause that hangs on the clocks. */
    static final long BORDER_NS = 3_000;
    private static final long STEP_NS = 500;

    private final ThreadTimeline thread;
    private final CallTimeline calls;
    private final CallPackets packets;
    private final Absences absences;
    private final ArmedRule armed;
    private final boolean wanted;

    CauseRule(ThreadTimeline thread, CallTimeline calls, CallPackets packets, Absences absences,
            ArmedRule armed, CellFacts facts) {
        this.thread = thread;
        this.calls = calls;
        this.packets = packets;
        this.absences = absences;
        this.armed = armed;
        wanted = facts.busyPollWanted();
    }

    /** The cause at a stamp, or null where the trace shows no call by which to tell whether busy poll was in force. */
    Cause at(long stampNs, int device, boolean firstOfSocket) {
        if (!wanted) {
            return Cause.IRQ_MODE;
        }
        if (firstOfSocket) {
            return Cause.NOT_ARMED;
        }
        return switch (armed.at(stampNs, device)) {
            case NO -> Cause.NOT_ARMED;
            case YES -> doing(stampNs);
            case UNKNOWN -> null;
        };
    }

    /**
     * Whether a cause that {@link #at} gave would be another one a moment earlier or later, or the stamp lies in the
     * midst of a switch back, which can take microseconds. A stamp is never later than
     * the call that returned its packet, nor than that call's beginning where it found the packet waiting.
     */
    boolean hangsOnClocks(int packet, long stampNs, Cause cause) {
        if (cause == Cause.IRQ_MODE || cause == Cause.NOT_ARMED) {
            return false;
        }
        int absence = thread.lastOutAtMost(stampNs);
        if (absence >= 0 && stampNs >= thread.inNs(absence) && stampNs <= thread.runsNs(absence)) {
            return true;
        }
        int call = packets.callOf(packet);
        long latestNs = Long.MAX_VALUE;
        if (call >= 0) {
            latestNs = stampNs < calls.enterNs(call) ? calls.enterNs(call) - 1 : calls.exitNs(call) - 1;
        }
        for (long by = STEP_NS; by <= BORDER_NS; by += STEP_NS) {
            if (doing(stampNs - by) != cause || doing(Math.min(latestNs, stampNs + by)) != cause) {
                return true;
            }
        }
        return false;
    }

    /** Whether the time after a call is but the turn of a loop: no packet to handle, and the next call at once. */
    private boolean betweenEmptyCalls(int call) {
        return !calls.returnedSome(call) && call + 1 < calls.size()
                && calls.enterNs(call + 1) - calls.exitNs(call) <= BORDER_NS;
    }

    private Cause doing(long timeNs) {
        int absence = thread.absenceAt(timeNs);
        if (absence >= 0) {
            return switch (absences.kind(absence)) {
                case STOPPED -> Cause.STOPPED;
                case PREEMPTED -> Cause.PREEMPTED;
                case WAITING -> Cause.WINDOW_EXPIRED;
                case OWN_SLEEP, HELD_OUTSIDE -> Cause.AWAY;
                case HELD_IN_CALL, UNKNOWN -> Cause.RACED;
            };
        }
        int call = calls.lastEnteredAt(timeNs);
        if (call < 0) {
            return Cause.AWAY;
        }
        boolean polls = timeNs < calls.exitNs(call) ? !packets.foundQueue(call) : betweenEmptyCalls(call);
        return polls ? Cause.RACED : Cause.AWAY;
    }
}
