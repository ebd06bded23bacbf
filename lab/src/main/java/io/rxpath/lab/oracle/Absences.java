package io.rxpath.lab.oracle;

import io.rxpath.lab.oracle.ThreadTimeline.Left;

/** Why the watched thread was off its CPU, each time, by how it left and where it was then. */
final class Absences {
    /** The reason of an absence. */
    enum Kind {
        /** It could have run on. */
        PREEMPTED,
        /** A signal or a tracer held it. */
        STOPPED,
        /** It waited for a packet in a receive call: the window was over, or busy poll not in force. */
        WAITING,
        /** It went to sleep in a receive call and waited for no packet: within its window, or not interruptibly. */
        HELD_IN_CALL,
        /** Its handler slept, or the thread asked for the sleep. */
        OWN_SLEEP,
        /** It was held outside the receive call and the handler. */
        HELD_OUTSIDE,
        /** The trace does not say. */
        UNKNOWN
    }

    private static final Kind[] KINDS = Kind.values();

    private final ThreadTimeline thread;
    private final CallTimeline calls;
    private final CallPackets packets;
    private final BusyPollWindow window;
    private final byte[] kinds;

    Absences(ThreadTimeline thread, CallTimeline calls, CallPackets packets, BusyPollWindow window) {
        this.thread = thread;
        this.calls = calls;
        this.packets = packets;
        this.window = window;
        kinds = new byte[thread.size()];
        for (int absence = 0; absence < kinds.length; absence++) {
            kinds[absence] = (byte) kindOf(absence).ordinal();
        }
    }

    Kind kind(int absence) {
        return KINDS[kinds[absence]];
    }

    private Kind kindOf(int absence) {
        return switch (thread.left(absence)) {
            case UNKNOWN -> Kind.UNKNOWN;
            case RUNNABLE -> Kind.PREEMPTED;
            case STOPPED -> Kind.STOPPED;
            case ASLEEP, BLOCKED -> asleep(absence);
        };
    }

    private Kind asleep(int absence) {
        int call = calls.callAt(thread.outNs(absence));
        if (call >= 0) {
            boolean held = thread.left(absence) == Left.BLOCKED
                    || window.polledBefore(absence, call) && window.early(absence, call);
            return held ? Kind.HELD_IN_CALL : Kind.WAITING;
        }
        boolean own = SystemCalls.sleeps(thread.callAtOut(absence)) || inHandler(thread.outNs(absence));
        return own ? Kind.OWN_SLEEP : Kind.HELD_OUTSIDE;
    }

    /** Whether at a time outside any receive call the handler ran: after the app time of what the last one returned. */
    private boolean inHandler(long timeNs) {
        int last = calls.lastEnteredAt(timeNs);
        return last >= 0 && packets.handlerNs(last) <= timeNs;
    }
}
