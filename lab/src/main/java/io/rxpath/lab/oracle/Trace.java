package io.rxpath.lab.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the kernel recorded during one run: the records of all CPUs in the order of their times, one array a column.
 * Immutable; any thread may read.
 *
 * <p>Records of the same nanosecond keep the order of their CPU; between CPUs that order means nothing. A record that
 * interrupted the writing of another one on its CPU may carry the other's time (kernel/trace/ring_buffer.c,
 * __rb_reserve_next).
 */
public final class Trace {
    /** Bit of {@link #flags}: in a hardware interrupt (include/linux/trace_events.h, TRACE_FLAG_HARDIRQ). */
    public static final int HARDIRQ = 0x08;
    /** Bit of {@link #flags}: in a softirq (TRACE_FLAG_SOFTIRQ). */
    public static final int SOFTIRQ = 0x10;
    /** Bit of {@link #flags}: with bottom halves off (TRACE_FLAG_BH_OFF). */
    public static final int BH_OFF = 0x80;
    /** {@link #device} of a record without one. */
    public static final int NO_DEVICE = -1;

    private static final TraceEvent[] KINDS = TraceEvent.values();

    private final TraceColumns columns;
    private final List<String> devices;
    private final int watchedTid;
    private final Set<Integer> ksoftirqd;
    private final long overrun;
    private final ClockPair start;
    private final ClockPair stop;
    private final long switchInsMissing;

    private Trace(Builder builder) {
        columns = builder.columns.sorted();
        devices = builder.devices.names();
        watchedTid = builder.watchedTid;
        ksoftirqd = builder.ksoftirqd;
        overrun = builder.overrun;
        start = builder.start;
        stop = builder.stop;
        switchInsMissing = countMissing();
    }

    /** How many records there are. */
    public int size() {
        return columns.size;
    }

    /** When record {@code i} was written: nanoseconds of CLOCK_MONOTONIC. */
    public long timeNs(int i) {
        return columns.times[i];
    }

    /** What record {@code i} says, and with it the meaning of its columns. */
    public TraceEvent kind(int i) {
        return KINDS[columns.kinds[i]];
    }

    /** The CPU that wrote it. */
    public int cpu(int i) {
        return columns.cpus[i];
    }

    /** The thread in whose context it was written, 0 for an idle CPU; an interrupt has that of whom it interrupted. */
    public int pid(int i) {
        return columns.pids[i];
    }

    /** common_flags of the record: {@link #HARDIRQ}, {@link #SOFTIRQ}, {@link #BH_OFF} and others. */
    public int flags(int i) {
        return columns.flags[i] & 0xff;
    }

    /** An address, or what {@link TraceEvent} says. */
    public long address(int i) {
        return columns.addresses[i];
    }

    /** The first number that {@link TraceEvent} names. */
    public int a(int i) {
        return columns.as[i];
    }

    /** The second number that {@link TraceEvent} names. */
    public int b(int i) {
        return columns.bs[i];
    }

    /** Index into {@link #devices}, or {@link #NO_DEVICE}. */
    public int device(int i) {
        return columns.deviceIndexes[i];
    }

    /** The devices' names: first those that were asked for, in that order. */
    public List<String> devices() {
        return devices;
    }

    /** The index of the first record at or after a time, {@link #size()} where there is none. */
    public int firstAt(long timeNs) {
        int at = Arrays.binarySearch(columns.times, 0, columns.size, timeNs);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && columns.times[at - 1] == timeNs) {
            at--;
        }
        return at;
    }

    /** The thread that was watched. */
    public int watchedTid() {
        return watchedTid;
    }

    /** Whether a thread is one of the kernel's ksoftirqd. */
    public boolean isKsoftirqd(int pid) {
        return ksoftirqd.contains(pid);
    }

    /** The kernel's ksoftirqd threads. */
    public Set<Integer> ksoftirqd() {
        return ksoftirqd;
    }

    /** Records that some ring had no room for; what a trace with any says is not the whole truth. */
    public long overrun() {
        return overrun;
    }

    /**
     * How often the watched thread came onto a CPU (by its PERF_RECORD_SWITCH) without a {@link TraceEvent#SWITCH_IN}
     * since it left. On some machines a switch out of idle is never traced: there the PERF switches must stand in.
     */
    public long switchInsMissing() {
        return switchInsMissing;
    }

    /**
     * A time of this trace on the wall clock: linear between the paired readings of the start and the stop, and along
     * the same line outside.
     */
    public long toRealtimeNs(long monotonicNs) {
        long span = stop.monotonicNs() - start.monotonicNs();
        long drift = span == 0
                ? 0
                : Math.round((double) driftNs() * (monotonicNs - start.monotonicNs()) / span);
        return monotonicNs + start.offsetNs() + drift;
    }

    /** How far {@link #toRealtimeNs} may be off at the start or the stop, from the width of the paired readings. */
    public long clockBoundNs() {
        return Math.max(start.boundNs(), stop.boundNs());
    }

    /**
     * How far the wall clock moved against the monotonic one between start and stop. More than some microseconds a
     * second (what NTP may slew) is a step, across which {@link #toRealtimeNs} is wrong.
     */
    public long driftNs() {
        return stop.offsetNs() - start.offsetNs();
    }

    /** Both clocks when the recording began. */
    public ClockPair start() {
        return start;
    }

    /** Both clocks when it ended. */
    public ClockPair stop() {
        return stop;
    }

    private long countMissing() {
        long missing = 0;
        boolean left = false;
        boolean traced = false;
        for (int i = 0; i < columns.size; i++) {
            switch (kind(i)) {
                case SWITCH_IN -> traced = true;
                case PERF_SWITCH_OUT -> {
                    left = true;
                    traced = false;
                }
                case PERF_SWITCH_IN -> {
                    // The tracepoint fires before the switch, the perf record after it. Without an exit seen before, the
                    // tracepoint's record may lie before the recording.
                    missing += left && !traced ? 1 : 0;
                    left = false;
                }
                default -> {
                }
            }
        }
        return missing;
    }

    /** Makes a trace, record by record in any order. One thread; for one trace. */
    public static final class Builder {
        private final TraceColumns columns;
        private final DeviceNames devices;
        private int watchedTid;
        private Set<Integer> ksoftirqd = Set.of();
        private long overrun;
        private ClockPair start = new ClockPair(0, 0, 0);
        private ClockPair stop = start;

        /** A trace without any record, whose two clocks are one. */
        public Builder(String... devices) {
            this(0, devices);
        }

        /** As the other, with room for {@code expected} records at first. */
        Builder(int expected, String... devices) {
            columns = new TraceColumns(expected);
            this.devices = new DeviceNames(List.of(devices));
        }

        /** The thread that was watched. */
        public Builder watchedTid(int tid) {
            watchedTid = tid;
            return this;
        }

        /** The kernel's ksoftirqd threads. */
        public Builder ksoftirqd(Set<Integer> pids) {
            ksoftirqd = Set.copyOf(pids);
            return this;
        }

        /** Records that were lost. */
        public Builder overrun(long records) {
            overrun = records;
            return this;
        }

        /** The paired readings of start and stop. */
        public Builder clocks(ClockPair first, ClockPair last) {
            start = first;
            stop = last;
            return this;
        }

        /** Adds a record; {@code device} is an index into the devices given first, or {@link Trace#NO_DEVICE}. */
        public Builder add(TraceEvent kind, long timeNs, int cpu, int pid, int flags, long address, int a,
                int b, int device) {
            columns.add(kind.ordinal(), timeNs, cpu, pid, flags, address, a, b, device);
            return this;
        }

        /** As the other, without a device. */
        public Builder add(TraceEvent kind, long timeNs, int cpu, int pid, int flags, long address, int a,
                int b) {
            return add(kind, timeNs, cpu, pid, flags, address, a, b, NO_DEVICE);
        }

        /** The trace, sorted by time; records of the same time keep the order in which they came. */
        public Trace build() {
            return new Trace(this);
        }

        /** Whether nothing would have to be sorted now. */
        boolean isInOrder() {
            return columns.isInOrder();
        }

        DeviceNames devices() {
            return devices;
        }
    }
}
