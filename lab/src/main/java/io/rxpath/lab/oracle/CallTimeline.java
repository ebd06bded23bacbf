package io.rxpath.lab.oracle;

/**
 * The watched thread's receive calls: recvmmsg, recvmsg, recvfrom, and epoll's waits. Of each call when it ran, whether
 * it returned anything, and whether the thread itself polled a device in it, which a call does only while busy poll is in
 * force.
 */
final class CallTimeline {
    /** {@link #descriptor} of a call that was under way when the trace began. */
    static final int UNKNOWN_DESCRIPTOR = -1;
    /** {@link #firstPollNs}: the thread did not poll in the call. */
    static final long NEVER = Long.MAX_VALUE;

    /** Devices beyond these share a bit with another. */
    private static final int DEVICE_BITS = 32;

    private static final int WAIT = 1;
    private static final int RETURNED = 2;
    private static final int CROWDED = 4;

    private final LongColumn enterNs = new LongColumn();
    private final LongColumn exitNs = new LongColumn();
    private final IntColumn descriptors = new IntColumn();
    private final IntColumn bits = new IntColumn();
    private final IntColumn polledDevices = new IntColumn();
    private final IntColumn freshDevices = new IntColumn();
    private final LongColumn firstPollNs = new LongColumn();
    private int polledSinceSoftirq;
    private boolean anyWait;

    CallTimeline(Trace trace) {
        new CallReader(trace, this).readAll();
    }

    int size() {
        return enterNs.size();
    }

    long enterNs(int call) {
        return enterNs.get(call);
    }

    /** When it was over, or {@link #NEVER} where the trace ends before. */
    long exitNs(int call) {
        return exitNs.get(call);
    }

    /** The file descriptor, or {@link #UNKNOWN_DESCRIPTOR}. */
    int descriptor(int call) {
        return descriptors.get(call);
    }

    /** Whether it waited for readiness (epoll) and returns no packets itself. */
    boolean isWait(int call) {
        return (bits.get(call) & WAIT) != 0;
    }

    /** Whether it returned packets, or ready sockets. */
    boolean returnedSome(int call) {
        return (bits.get(call) & RETURNED) != 0;
    }

    /** Whether a receive softirq ran, or was about to run, on any CPU during it, which may have owned the NAPI. */
    boolean crowded(int call) {
        return (bits.get(call) & CROWDED) != 0;
    }

    /** Whether the thread polled the device in it. */
    boolean polled(int call, int device) {
        return (polledDevices.get(call) & bitOf(device)) != 0;
    }

    /**
     * Whether the thread had polled the device since a receive softirq last ended, when the call was over. Then it could
     * poll, and if it does not any more, a softirq that is about to run owns the NAPI.
     */
    boolean polledSinceSoftirq(int call, int device) {
        return (freshDevices.get(call) & bitOf(device)) != 0;
    }

    /** When the first poll of any device in it was over, or {@link #NEVER}. */
    long firstPollNs(int call) {
        return firstPollNs.get(call);
    }

    /** Whether the thread ever waited by epoll. */
    boolean anyWait() {
        return anyWait;
    }

    /** The last call entered at or before a time, or -1. */
    int lastEnteredAt(long timeNs) {
        return enterNs.lastAtMost(timeNs);
    }

    /** The call under way at a time, or -1. */
    int callAt(long timeNs) {
        int call = lastEnteredAt(timeNs);
        return call >= 0 && timeNs < exitNs.get(call) ? call : -1;
    }

    /**
     * The call whose end was read off the clock as a time, or -1: the last one before it that returned packets. Where the
     * time lies in another such call, one of the two clocks is off, and it is that one if its end is nearer than its
     * beginning.
     */
    int returningAt(long timeNs) {
        int call = lastEnteredAt(timeNs);
        while (call >= 0 && (isWait(call) || !returnedSome(call)
                || exitNs.get(call) > timeNs && exitNs.get(call) - timeNs >= timeNs - enterNs.get(call))) {
            call--;
        }
        return call;
    }

    void enter(long timeNs, int number, int descriptor) {
        boolean wait = SystemCalls.waits(number);
        anyWait |= wait;
        enterNs.add(timeNs);
        exitNs.add(NEVER);
        descriptors.add(descriptor);
        bits.add(wait ? WAIT : 0);
        polledDevices.add(0);
        freshDevices.add(0);
        firstPollNs.add(NEVER);
    }

    /** The last call is over; the others below also speak of the last one. */
    void exit(long timeNs, boolean some) {
        exitNs.set(size() - 1, timeNs);
        bits.or(size() - 1, some ? RETURNED : 0);
        freshDevices.or(size() - 1, polledSinceSoftirq);
    }

    void poll(long timeNs, int device) {
        polledDevices.or(size() - 1, bitOf(device));
        polledSinceSoftirq |= bitOf(device);
        firstPollNs.set(size() - 1, Math.min(firstPollNs.get(size() - 1), timeNs));
    }

    void crowd() {
        bits.or(size() - 1, CROWDED);
    }

    /** No receive softirq that ran may own a NAPI any more. */
    void softirqEnded() {
        polledSinceSoftirq = 0;
    }

    /** As {@link #crowd}, of all calls that were not over at a time. */
    void crowdSince(long timeNs) {
        for (int call = size() - 1; call >= 0 && exitNs.get(call) > timeNs; call--) {
            bits.or(call, CROWDED);
        }
    }

    private static int bitOf(int device) {
        return 1 << device % DEVICE_BITS;
    }
}
