package io.rxpath.bench.contender;

import java.util.function.LongSupplier;

/**
 * What a packet costs that lies in the queue already: holds the receiving thread at the first of each group until all
 * of them must be there, then takes its CPU time until the last. Used by that thread; allocates nothing.
 */
final class DrainMeter {
    /** A group of 128 is sent within half of it. */
    static final long HOLD_NS = 1_000_000;

    private final int group;
    private final LongSupplier clockNs;
    private final LongSupplier cpuNs;
    private long beganCpuNs = -1;
    private long drainNs;
    private long drained;

    /**
     * Creates the meter.
     *
     * @param group packets in each group, 0 for none: then nothing is held or measured
     * @param clockNs a clock
     * @param cpuNs the CPU time of the calling thread
     */
    DrainMeter(int group, LongSupplier clockNs, LongSupplier cpuNs) {
        this.group = group;
        this.clockNs = clockNs;
        this.cpuNs = cpuNs;
    }

    /** Whether there are groups. */
    boolean isOn() {
        return group != 0;
    }

    /** Takes note of the packet with number {@code sequence}, counted from 0 in the turn. */
    void onPacket(long sequence) {
        long place = sequence % group;
        if (place == 0) {
            long untilNs = clockNs.getAsLong() + HOLD_NS;
            while (clockNs.getAsLong() < untilNs) {
                Thread.onSpinWait();
            }
            beganCpuNs = cpuNs.getAsLong();
        } else if (place == group - 1 && beganCpuNs >= 0) {
            drainNs += cpuNs.getAsLong() - beganCpuNs;
            drained += group - 1;
            beganCpuNs = -1;
        }
    }

    /** CPU time that went into {@link #drained} packets, nanoseconds. */
    long drainNs() {
        return drainNs;
    }

    /** Packets of groups that came whole, the held one not. */
    long drained() {
        return drained;
    }
}
