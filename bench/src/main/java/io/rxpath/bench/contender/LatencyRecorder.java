package io.rxpath.bench.contender;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import org.HdrHistogram.Histogram;

import com.sun.management.ThreadMXBean;

import io.rxpath.bench.Reading;
import io.rxpath.bench.Seat;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.send.FeedSender;
import io.rxpath.linux.Clocks;

/**
 * What a receiving thread writes down of each packet, whatever receives it; no latencies where it drains queues, for there
 * receiving is what is measured. Allocates nothing while packets come; to be
 * read after the thread has ended, but for {@link #usage}.
 */
final class LatencyRecorder {
    private static final long MAX_NS = 100_000_000_000L;
    /** The CPU time is read no more often: it takes a system call. */
    private static final long CPU_EVERY_NS = 1_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final long warmUpNs;
    private final LongSupplier clockNs;
    private final LongSupplier cpuNs;
    private final Histogram sendToApp = new Histogram(MAX_NS, 3);
    private final Histogram stampToApp = new Histogram(MAX_NS, 3);
    private final Histogram appToHandler = new Histogram(MAX_NS, 3);
    private final DrainMeter drain;
    private boolean warm;
    private long firstNs;
    private long received;
    private long unstamped;
    private long late;
    private long verified;
    private long cpuReadAtNs;
    private long cpuStartNs;
    private long wallStartNs;
    private long cpuEndNs = -1;
    private long wallEndNs;
    private long allocatedAtStart;
    private volatile long threadId = -1;

    /** Creates the recorder of one turn. */
    LatencyRecorder(Seat seat) {
        this(seat, System::nanoTime, Clocks.create()::threadCpuNs);
    }

    /** The same, by other clocks: the time and the calling thread's CPU time, nanoseconds. */
    LatencyRecorder(Seat seat, LongSupplier clockNs, LongSupplier cpuNs) {
        warmUpNs = seat.warmUpNs();
        this.clockNs = clockNs;
        this.cpuNs = cpuNs;
        drain = new DrainMeter(seat.drainGroup(), clockNs, cpuNs);
    }

    /** Whether the next packet belongs to the warm-up and is counted only; receiving thread, once a packet. */
    boolean isWarmUp() {
        received++;
        if (warm) {
            return false;
        }
        long nowNs = clockNs.getAsLong();
        if (received == 1) {
            firstNs = nowNs;
        }
        if (nowNs - firstNs < warmUpNs) {
            return true;
        }
        warm = true;
        cpuStartNs = cpuNs.getAsLong();
        wallStartNs = nowNs;
        allocatedAtStart = THREADS.getCurrentThreadAllocatedBytes();
        threadId = Thread.currentThread().threadId();
        return false;
    }

    /**
     * Enters a packet's way from the sender.
     *
     * @param sequence its number in the turn
     * @param dueNs when it was due to be sent
     * @param sentNs when it was
     * @param appNs the end of the receive call
     */
    void sent(long sequence, long dueNs, long sentNs, long appNs) {
        if (drain.isOn()) {
            drain.onPacket(sequence);
            return;
        }
        if (sentNs - dueNs > FeedSender.LATE_NS) {
            late++;
        } else {
            record(sendToApp, appNs - dueNs);
        }
        if (appNs - cpuReadAtNs >= CPU_EVERY_NS) {
            // With the packets and not at the end: what the thread does after the last one is nobody's cost.
            cpuReadAtNs = appNs;
            cpuEndNs = cpuNs.getAsLong();
            wallEndNs = clockNs.getAsLong();
        }
    }

    /** Enters a packet that carries no send stamp. */
    void unstamped() {
        unstamped++;
    }

    /** Enters the time from the kernel's stamp to the end of the receive call. */
    void stamped(long stampToAppNs) {
        if (!drain.isOn()) {
            record(stampToApp, stampToAppNs);
        }
    }

    /** Enters the time from the end of the receive call to the handler. */
    void handled(long appToHandlerNs) {
        if (!drain.isOn()) {
            record(appToHandler, appToHandlerNs);
        }
    }

    /** Enters a packet whose deliverer a record of the kernel's proves. */
    void verified() {
        verified++;
    }

    /** Packets of which the last holds. */
    long verifiedPackets() {
        return verified;
    }

    private static void record(Histogram histogram, long valueNs) {
        histogram.recordValue(Math.clamp(valueNs, 0, MAX_NS));
    }

    /** What only a living thread tells. */
    Usage usage() {
        long id = threadId;
        long allocated = id < 0 ? -1 : THREADS.getThreadAllocatedBytes(id);
        return new Usage(
                allocated < 0 ? OptionalLong.empty() : OptionalLong.of(allocated - allocatedAtStart));
    }

    /** All figures. */
    Reading reading(Usage usage, Optional<String> notInForce) {
        return new Reading(LatencyHistogram.of(sendToApp), LatencyHistogram.of(stampToApp),
                LatencyHistogram.of(appToHandler), new Reading.Counts(received, unstamped, late, verified),
                new Reading.Cpu(cpuEndNs < 0 ? -1 : cpuEndNs - cpuStartNs,
                        cpuEndNs < 0 ? 0 : wallEndNs - wallStartNs, drain.drainNs(), drain.drained()),
                usage.allocatedBytes(), notInForce);
    }

    /**
     * What the receiving thread used since the warm-up.
     *
     * @param allocatedBytes on the heap; empty where it is not known
     */
    record Usage(OptionalLong allocatedBytes) {
    }
}
