package io.rxpath.lab.oracle;

import io.rxpath.telemetry.event.Via;

/**
 * How a packet that was not ours came, first match: another thread's poll, ksoftirqd, the NAPI's timer, on the CPU that
 * our thread was on or last ran on, on another one.
 */
final class ViaRule {
    private final Trace trace;
    private final FrameLog frames;
    private final ThreadTimeline thread;
    private final DelivererRule rule;

    ViaRule(Trace trace, FrameLog frames, ThreadTimeline thread) {
        this.trace = trace;
        this.frames = frames;
        this.thread = thread;
        rule = new DelivererRule(trace);
    }

    Via of(int frame) {
        int record = frames.record(frame);
        if (!rule.inSoftirq(record)) {
            return Via.PEER;
        }
        if (trace.isKsoftirqd(trace.pid(record))) {
            return Via.KSOFTIRQD;
        }
        if (frames.byTimer(frame)) {
            return Via.TIMER;
        }
        return thread.cpuAt(trace.timeNs(record)) == trace.cpu(record) ? Via.INLINE : Via.REMOTE;
    }
}
