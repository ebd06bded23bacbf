package io.rxpath.lab.oracle;

import java.util.Arrays;

/**
 * When interrupts and softirqs held the watched thread's CPU while it was current, without a switch: contiguous spans of
 * 20 µs and more. What the hypervisor or the firmware takes leaves no record.
 */
final class StallSpans {
    /** The shortest span that counts. */
    static final long SHORTEST_NS = 20_000;
    /** Between an interrupt and the softirq that it raised nothing else runs. */
    private static final long CONTIGUOUS_NS = 1_000;
    private static final long NONE = Long.MIN_VALUE;

    private final LongColumn fromNs = new LongColumn();
    private final LongColumn toNs = new LongColumn();
    private final ThreadTimeline thread;
    private final int[] depth;
    private final long[] begunNs;
    private final long[] endedNs;

    StallSpans(Trace trace, ThreadTimeline thread) {
        this.thread = thread;
        int cpus = Cpus.of(trace);
        depth = new int[cpus];
        begunNs = new long[cpus];
        endedNs = new long[cpus];
        Arrays.fill(endedNs, NONE);
        for (int i = 0; i < trace.size(); i++) {
            switch (trace.kind(i)) {
                case IRQ_ENTRY, SOFTIRQ_ENTRY, VECTOR_ENTRY -> entered(trace.cpu(i), trace.timeNs(i));
                case IRQ_EXIT, SOFTIRQ_EXIT, VECTOR_EXIT -> left(trace.cpu(i), trace.timeNs(i));
                default -> {
                }
            }
        }
        for (int cpu = 0; cpu < cpus; cpu++) {
            finish(cpu);
        }
        sort();
    }

    /** What the spans took of a time, each counted where at least {@link #SHORTEST_NS} of it lie inside. */
    long within(long from, long to) {
        long sum = 0;
        // Of one CPU at a time: they do not overlap, so their ends are in order too.
        for (int span = fromNs.lastAtMost(to); span >= 0 && toNs.get(span) > from; span--) {
            long part = Math.min(to, toNs.get(span)) - Math.max(from, fromNs.get(span));
            sum += part >= SHORTEST_NS ? part : 0;
        }
        return sum;
    }

    private void entered(int cpu, long timeNs) {
        if (depth[cpu]++ > 0) {
            return;
        }
        if (endedNs[cpu] == NONE || timeNs - endedNs[cpu] > CONTIGUOUS_NS) {
            finish(cpu);
            begunNs[cpu] = timeNs;
        }
    }

    private void left(int cpu, long timeNs) {
        // An exit without an entry belongs to what ran when the trace began.
        if (depth[cpu] > 0 && --depth[cpu] == 0) {
            endedNs[cpu] = timeNs;
        }
    }

    private void finish(int cpu) {
        long from = begunNs[cpu];
        long to = endedNs[cpu];
        if (to != NONE && to - from >= SHORTEST_NS && thread.absenceAt(from) < 0
                && thread.cpuAt(from) == cpu) {
            int next = thread.lastOutAtMost(from) + 1;
            long end = next < thread.size() ? Math.min(to, thread.outNs(next)) : to;
            if (end - from >= SHORTEST_NS) {
                fromNs.add(from);
                toNs.add(end);
            }
        }
    }

    /** The CPUs finish their spans at different times; by insertion, for they are few and nearly in order. */
    private void sort() {
        for (int i = 1; i < fromNs.size(); i++) {
            long from = fromNs.get(i);
            long to = toNs.get(i);
            int at = i;
            for (; at > 0 && fromNs.get(at - 1) > from; at--) {
                fromNs.set(at, fromNs.get(at - 1));
                toNs.set(at, toNs.get(at - 1));
            }
            fromNs.set(at, from);
            toNs.set(at, to);
        }
    }
}
