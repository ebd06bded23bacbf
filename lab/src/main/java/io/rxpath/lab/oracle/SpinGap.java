package io.rxpath.lab.oracle;

/**
 * Whether what lies between two polls of ours is the spin alone: no handler, no absence. Where it is long all the same,
 * the CPU was lost in its midst, and whether the later poll had looked at the ring before that or after it no record
 * tells: it is made when the poll is over.
 */
final class SpinGap {
    private final ThreadTimeline thread;
    private final CallTimeline calls;

    SpinGap(ThreadTimeline thread, CallTimeline calls) {
        this.thread = thread;
        this.calls = calls;
    }

    boolean isSpin(long fromNs, long toNs) {
        int out = thread.lastOutAtMost(toNs);
        if (out >= 0 && thread.inNs(out) > fromNs) {
            return false;
        }
        int first = calls.lastEnteredAt(fromNs);
        int last = calls.lastEnteredAt(toNs);
        return first == last || last == first + 1 && !calls.returnedSome(first);
    }
}
