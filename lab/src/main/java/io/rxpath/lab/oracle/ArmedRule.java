package io.rxpath.lab.oracle;

/**
 * Whether busy poll was in force for a device at a time, by what the thread did: the newest of its calls that found no
 * packet waiting decides, if it had the occasion to poll.
 *
 * <ul>
 * <li>In force: the thread polled the device in that call, or spun for a whole window although another owned the NAPI.
 * <li>Not in force: it polled another device (a call polls one), or it went to sleep, or returned with nothing, without
 * having polled, while no receive softirq could have owned the NAPI: none ran, none began soon after, and the thread's
 * own polls had not just ceased, because a softirq owns the NAPI from when it is raised.
 * <li>A call that found a queue, or in which a packet came before the first poll, or whose beginning the trace does not
 * show, decides nothing: the one before it does.
 * <li>Each packet teaches an epoll anew which NAPI its socket is fed by (fs/eventpoll.c, ep_poll_callback). So where a wait
 * could not poll but packets were reported since, the next call that has the occasion decides.
 * </ul>
 */
final class ArmedRule {
    /** Calls that are asked before the question is left open. */
    private static final int MOST_CALLS = 10_000;

    /** The answer. */
    enum Armed {
        YES, NO, UNKNOWN
    }

    private final ThreadTimeline thread;
    private final CallTimeline calls;
    private final CallPackets packets;
    private final BusyPollWindow window;
    /** What {@link #ahead} last found: the same for all packets up to the call that decided. */
    private Armed ahead = Armed.UNKNOWN;
    private int aheadDevice = -1;
    private int aheadFrom;
    private int aheadCall;

    ArmedRule(ThreadTimeline thread, CallTimeline calls, CallPackets packets, BusyPollWindow window) {
        this.thread = thread;
        this.calls = calls;
        this.packets = packets;
        this.window = window;
    }

    /** Whether the device was polled as a matter of course when a packet was stamped. */
    Armed at(long timeNs, int device) {
        int call = calls.lastEnteredAt(timeNs);
        for (int asked = 0; call >= 0 && asked < MOST_CALLS; asked++, call--) {
            if (packets.concerns(call, device) && !packets.foundQueue(call)) {
                long untilNs = Math.min(timeNs, calls.exitNs(call));
                Armed answer = by(call, device, untilNs);
                if (answer == Armed.NO && calls.firstPollNs(call) >= untilNs && reportedSince(call, timeNs)) {
                    return ahead(calls.lastEnteredAt(timeNs) + 1, device);
                }
                if (answer != Armed.UNKNOWN) {
                    return answer;
                }
            }
        }
        return Armed.UNKNOWN;
    }

    private boolean reportedSince(int call, long timeNs) {
        int wait = calls.lastEnteredAt(timeNs);
        while (wait >= call
                && !(calls.isWait(wait) && calls.returnedSome(wait) && calls.exitNs(wait) <= timeNs)) {
            wait--;
        }
        return wait >= call;
    }

    /** What the first call that decides, from {@code from} on, says as a whole. */
    private Armed ahead(int from, int device) {
        if (device == aheadDevice && from >= aheadFrom && from <= aheadCall) {
            return ahead;
        }
        aheadDevice = device;
        aheadFrom = from;
        ahead = Armed.UNKNOWN;
        for (aheadCall = from; aheadCall < calls.size() && ahead == Armed.UNKNOWN; aheadCall++) {
            if (packets.concerns(aheadCall, device) && !packets.foundQueue(aheadCall)) {
                ahead = by(aheadCall, device, calls.exitNs(aheadCall));
            }
        }
        aheadCall--;
        return ahead;
    }

    private Armed by(int call, int device, long untilNs) {
        if (calls.firstPollNs(call) < untilNs) {
            return calls.polled(call, device) ? Armed.YES : Armed.NO;
        }
        int sleep = firstSleep(call, untilNs);
        if (sleep >= 0) {
            if (calls.descriptor(call) == CallTimeline.UNKNOWN_DESCRIPTOR) {
                return Armed.UNKNOWN;
            }
            return window.early(sleep, call) ? Armed.NO : Armed.YES;
        }
        boolean idle = untilNs == calls.exitNs(call) && !calls.returnedSome(call) && !calls.crowded(call)
                && !calls.polledSinceSoftirq(call, device);
        return idle ? Armed.NO : Armed.UNKNOWN;
    }

    /** The first voluntary absence in a call before a time, or -1. */
    private int firstSleep(int call, long untilNs) {
        for (int absence = thread.lastOutAtMost(calls.enterNs(call)) + 1; absence < thread.size()
                && thread.outNs(absence) < untilNs; absence++) {
            if (thread.left(absence) == ThreadTimeline.Left.ASLEEP) {
                return absence;
            }
        }
        return -1;
    }
}
