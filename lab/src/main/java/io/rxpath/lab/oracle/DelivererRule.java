package io.rxpath.lab.oracle;

/**
 * Whose poll took a packet from the device: ours if the record of the packet was written in the watched thread and not
 * in a softirq that interrupted it. The record of the poll, which follows on the same CPU, is asked for consent: both
 * were written with bottom halves off, so nothing can come between them.
 */
final class DelivererRule {
    /** The budget of a softirq's poll (include/linux/netdevice.h, NAPI_POLL_WEIGHT); a socket's own is another. */
    static final int SOFTIRQ_BUDGET = 64;

    private final Trace trace;

    DelivererRule(Trace trace) {
        this.trace = trace;
    }

    /** Whether record {@code i} was written by the watched thread itself. */
    boolean ours(int i) {
        return !inSoftirq(i) && trace.pid(i) == trace.watchedTid();
    }

    /** Whether record {@code i} was written in a softirq. */
    boolean inSoftirq(int i) {
        return (trace.flags(i) & Trace.SOFTIRQ) != 0;
    }

    /** Whether the record of a poll can be that of the poll that took a packet. */
    boolean consents(int packet, int poll) {
        if (trace.device(packet) != trace.device(poll) || inSoftirq(packet) != inSoftirq(poll)
                || trace.pid(packet) != trace.pid(poll)) {
            return false;
        }
        // A thread's poll that is not ours may have any budget: a NAPI thread has that of a softirq.
        return inSoftirq(packet)
                ? trace.b(poll) == SOFTIRQ_BUDGET
                : !ours(packet) || trace.b(poll) != SOFTIRQ_BUDGET;
    }
}
