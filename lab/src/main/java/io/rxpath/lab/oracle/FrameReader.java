package io.rxpath.lab.oracle;

import java.util.Arrays;

/**
 * Reads a trace once and follows each frame by the address of its skb, from the device to the protocols or to its end.
 *
 * <p>An address is used again as soon as its packet is gone, also for packets that only leave. So a free is a frame's
 * drop only where it follows the frame's last record on the same CPU with no poll and no receive softirq ended in between
 * (one, where the frame never reached the protocols): a frame is handed up, accepted or dropped in one go, with bottom
 * halves off.
 */
final class FrameReader {
    /** kfree_skb with this reason or a lower one is no drop (include/net/dropreason-core.h, SKB_CONSUMED). */
    private static final int CONSUMED = 1;
    /** The vector of the receive softirq (include/linux/interrupt.h, NET_RX_SOFTIRQ). */
    private static final int NET_RX = 3;
    private static final int NO_FRAME = -1;

    private final Trace trace;
    private final FrameLog log;
    private final DelivererRule rule;
    private final int devices;
    private final AddressMap frameOf = new AddressMap();
    /** Of each frame: the CPU of its last record, and how many polls and receive softirqs had ended there. */
    private final IntColumn lastCpu = new IntColumn();
    private final IntColumn endedThen = new IntColumn();
    /** Frames of a CPU whose poll has not ended: a list through {@link #nextOpen}. */
    private final IntColumn nextOpen = new IntColumn();
    private final int[] firstOpen;
    private final int[] ended;
    private final long[] watchdogNs;
    private final boolean[] inNetRx;
    private final boolean[] raisedByTimer;
    private final long[] lastPollNs;
    private final long[] ownEmptyPollNs;
    private final long[] ownEmptyPollBeforeNs;

    FrameReader(Trace trace, FrameLog log) {
        this.trace = trace;
        this.log = log;
        rule = new DelivererRule(trace);
        devices = Math.max(1, trace.devices().size());
        int cpus = Cpus.of(trace);
        firstOpen = new int[cpus];
        ended = new int[cpus];
        watchdogNs = new long[cpus];
        inNetRx = new boolean[cpus];
        raisedByTimer = new boolean[cpus * devices];
        lastPollNs = new long[devices];
        ownEmptyPollNs = new long[devices];
        ownEmptyPollBeforeNs = new long[devices];
        Arrays.fill(firstOpen, NO_FRAME);
        Arrays.fill(watchdogNs, FrameLog.NONE);
        Arrays.fill(lastPollNs, FrameLog.NONE);
        Arrays.fill(ownEmptyPollNs, FrameLog.NONE);
        Arrays.fill(ownEmptyPollBeforeNs, FrameLog.NONE);
    }

    void readAll() {
        for (int i = 0; i < trace.size(); i++) {
            switch (trace.kind(i)) {
                case GRO_RECEIVE -> received(i);
                case NAPI_POLL -> polled(i);
                case NETIF_RECEIVE -> accepted(i);
                case FREE -> freed(i);
                case TIMER_EXPIRE -> {
                    if (trace.a(i) == 1) {
                        watchdogNs[trace.cpu(i)] = trace.timeNs(i);
                    }
                }
                case SOFTIRQ_ENTRY -> softirq(i, true);
                case SOFTIRQ_EXIT -> softirq(i, false);
                default -> {
                }
            }
        }
    }

    private void received(int i) {
        int device = trace.device(i);
        boolean feed = device != Trace.NO_DEVICE && trace.b(i) == FrameLog.IPV4
                && trace.a(i) >= FrameLog.SHORTEST_BYTES;
        if (!feed) {
            frameOf.put(trace.address(i), NO_FRAME);
            return;
        }
        int cpu = trace.cpu(i);
        boolean timer = inNetRx[cpu] ? raisedByTimer[cpu * devices + device] : timerSincePoll(cpu, device);
        int frame = log.add(i, ownEmptyPollNs[device], ownEmptyPollBeforeNs[device], timer);
        lastCpu.add(cpu);
        endedThen.add(ended[cpu] + 1);
        nextOpen.add(firstOpen[cpu]);
        firstOpen[cpu] = frame;
        frameOf.put(trace.address(i), frame);
    }

    private void polled(int i) {
        int cpu = trace.cpu(i);
        for (int frame = firstOpen[cpu]; frame != NO_FRAME; frame = nextOpen.get(frame)) {
            log.polled(frame, rule.consents(log.record(frame), i));
        }
        firstOpen[cpu] = NO_FRAME;
        ended[cpu]++;
        int device = trace.device(i);
        if (device != Trace.NO_DEVICE) {
            lastPollNs[device] = trace.timeNs(i);
            if (rule.ours(i) && trace.a(i) < trace.b(i)) {
                ownEmptyPollBeforeNs[device] = ownEmptyPollNs[device];
                ownEmptyPollNs[device] = trace.timeNs(i);
            }
        }
    }

    private void accepted(int i) {
        int frame = frameOf.get(trace.address(i));
        if ((frame == NO_FRAME || log.acceptedNs(frame) != FrameLog.NONE)
                && trace.device(i) != Trace.NO_DEVICE && trace.a(i) >= FrameLog.SHORTEST_BYTES) {
            // A device without GRO hands its packets up without a poll that could be ours.
            int device = trace.device(i);
            frame = log.add(i, ownEmptyPollNs[device], ownEmptyPollBeforeNs[device], false);
            lastCpu.add(trace.cpu(i));
            endedThen.add(ended[trace.cpu(i)]);
            nextOpen.add(NO_FRAME);
            frameOf.put(trace.address(i), frame);
        }
        if (frame != NO_FRAME && log.acceptedNs(frame) == FrameLog.NONE) {
            log.accepted(frame, trace.timeNs(i));
            lastCpu.set(frame, trace.cpu(i));
            endedThen.set(frame, ended[trace.cpu(i)]);
        }
    }

    private void freed(int i) {
        int frame = frameOf.get(trace.address(i));
        int cpu = trace.cpu(i);
        if (frame != NO_FRAME && trace.a(i) > CONSUMED && lastCpu.get(frame) == cpu
                && ended[cpu] <= endedThen.get(frame)) {
            log.markDropped(frame);
            frameOf.put(trace.address(i), NO_FRAME);
        }
    }

    private void softirq(int i, boolean entry) {
        if (trace.a(i) != NET_RX) {
            return;
        }
        int cpu = trace.cpu(i);
        inNetRx[cpu] = entry;
        if (entry) {
            for (int device = 0; device < devices; device++) {
                raisedByTimer[cpu * devices + device] = timerSincePoll(cpu, device);
            }
            // What the timer raised is this softirq, not the next one for another device.
            watchdogNs[cpu] = FrameLog.NONE;
        } else {
            ended[cpu]++;
        }
    }

    /** Whether a NAPI timer ran on this CPU since anybody last polled the device. */
    private boolean timerSincePoll(int cpu, int device) {
        return watchdogNs[cpu] != FrameLog.NONE && watchdogNs[cpu] > lastPollNs[device];
    }
}
