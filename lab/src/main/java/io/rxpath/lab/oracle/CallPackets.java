package io.rxpath.lab.oracle;

import java.util.Arrays;

/**
 * Which receive call returned which packets. A packet's app time is the clock just after the call that returned it; so it
 * is the last one that was over then and returned anything. The handler of a call's packets runs from their app time to
 * the next call.
 */
final class CallPackets {
    /** {@link #callOf}: the trace shows no call that returned the packet. */
    static final int NO_CALL = -1;
    private static final int NO_DEVICE = -1;

    private final CallTimeline calls;
    private final int[] callOf;
    private final LongColumn returning = new LongColumn();
    private final LongColumn firstStampNs = new LongColumn();
    private final LongColumn handlerNs = new LongColumn();
    private int[] deviceOfDescriptor = new int[64];

    CallPackets(CallTimeline calls, Labels labels, FrameLog frames, PacketJoin join, ClockMap clock) {
        this.calls = calls;
        callOf = new int[labels.size()];
        Arrays.fill(deviceOfDescriptor, NO_DEVICE);
        for (int packet = 0; packet < labels.size(); packet++) {
            long appNs = clock.monotonicNs(labels.appNs(packet));
            int call = calls.returningAt(appNs);
            callOf[packet] = call;
            if (call >= 0) {
                boolean stamped = labels.ingressNs(packet) > 0;
                add(call, stamped ? clock.monotonicNs(labels.ingressNs(packet)) : Long.MAX_VALUE, appNs);
                learn(calls.descriptor(call), frames.device(join.frameOf(packet)));
            }
        }
    }

    /** The call that returned a packet, or {@link #NO_CALL}. */
    int callOf(int packet) {
        return callOf[packet];
    }

    /**
     * Whether a call had no need to poll because packets were there before it. A receive call that drains a queue never
     * spins, and epoll returns at once. Also true where it is not known what the call returned.
     */
    boolean foundQueue(int call) {
        if (!calls.returnedSome(call)) {
            return false;
        }
        int receiving = call;
        if (calls.isWait(call)) {
            do {
                receiving++;
            } while (receiving < calls.size() && !calls.isWait(receiving) && !calls.returnedSome(receiving));
            if (receiving == calls.size() || calls.isWait(receiving)) {
                return true;
            }
        }
        int at = indexOf(receiving);
        return at < 0 || firstStampNs.get(at) < calls.enterNs(call);
    }

    /** When the handler of the packets that a call returned began to run, or {@link CallTimeline#NEVER}. */
    long handlerNs(int call) {
        int at = indexOf(call);
        return at < 0 ? CallTimeline.NEVER : handlerNs.get(at);
    }

    /** Whether a call's polls, had it made any, would have been of a device. */
    boolean concerns(int call, int device) {
        if (calls.anyWait()) {
            return calls.isWait(call);
        }
        int descriptor = calls.descriptor(call);
        return descriptor >= 0 && descriptor < deviceOfDescriptor.length
                && deviceOfDescriptor[descriptor] == device;
    }

    private void add(int call, long stampNs, long appNs) {
        int at = returning.size() - 1;
        if (at >= 0 && returning.get(at) >= call) {
            firstStampNs.set(at, Math.min(firstStampNs.get(at), stampNs));
            handlerNs.set(at, Math.min(handlerNs.get(at), appNs));
            return;
        }
        returning.add(call);
        firstStampNs.add(stampNs);
        handlerNs.add(appNs);
    }

    private void learn(int descriptor, int device) {
        if (descriptor >= deviceOfDescriptor.length) {
            int known = deviceOfDescriptor.length;
            deviceOfDescriptor = Arrays.copyOf(deviceOfDescriptor, 2 * descriptor);
            Arrays.fill(deviceOfDescriptor, known, deviceOfDescriptor.length, NO_DEVICE);
        }
        if (descriptor >= 0) {
            deviceOfDescriptor[descriptor] = device;
        }
    }

    private int indexOf(int call) {
        int at = returning.lastAtMost(call);
        return at >= 0 && returning.get(at) == call ? at : -1;
    }
}
