package io.rxpath.bench.contender;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.OptionalLong;

import org.HdrHistogram.Histogram;

import com.sun.management.ThreadMXBean;

import io.rxpath.bench.Reading;
import io.rxpath.bench.Seat;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.send.FeedSender;

/**
 * What a receiving thread writes down of each packet, whatever receives it. Allocates nothing while packets come; to be
 * read after the thread has ended, but for {@link #usage}.
 */
final class LatencyRecorder {
    private static final long MAX_NS = 100_000_000_000L;

    private final long warmUpPackets;
    private final Histogram sendToApp = new Histogram(MAX_NS, 3);
    private final Histogram stampToApp = new Histogram(MAX_NS, 3);
    private final Histogram appToHandler = new Histogram(MAX_NS, 3);
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final DrainMeter drain;
    private long received;
    private long unstamped;
    private long late;
    private long verified;
    private long cpuStartNs;
    private long wallStartNs;
    private long allocatedAtStart;
    private volatile long threadId = -1;

    /** Creates the recorder of one turn. */
    LatencyRecorder(Seat seat) {
        warmUpPackets = seat.warmUpPackets();
        drain = new DrainMeter(seat.drainGroup(), System::nanoTime, threads::getCurrentThreadCpuTime);
    }

    /** Whether the next packet belongs to the warm-up and is counted only; receiving thread, once a packet. */
    boolean isWarmUp() {
        if (received++ < warmUpPackets) {
            return true;
        }
        if (threadId < 0) {
            cpuStartNs = threads.getCurrentThreadCpuTime();
            wallStartNs = System.nanoTime();
            allocatedAtStart = threads.getCurrentThreadAllocatedBytes();
            threadId = Thread.currentThread().threadId();
        }
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
        drain.onPacket(sequence);
        if (sentNs - dueNs > FeedSender.LATE_NS) {
            late++;
        } else {
            record(sendToApp, appNs - dueNs);
        }
    }

    /** Enters a packet that carries no send stamp. */
    void unstamped() {
        unstamped++;
    }

    /** Enters the time from the kernel's stamp to the end of the receive call. */
    void stamped(long stampToAppNs) {
        record(stampToApp, stampToAppNs);
    }

    /** Enters the time from the end of the receive call to the handler. */
    void handled(long appToHandlerNs) {
        record(appToHandler, appToHandlerNs);
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

    /** What the receiving thread used since the warm-up; while the thread lives. */
    Usage usage() {
        long id = threadId;
        long cpuNs = id < 0 ? -1 : threads.getThreadCpuTime(id);
        long allocated = id < 0 ? -1 : threads.getThreadAllocatedBytes(id);
        return new Usage(cpuNs < 0 ? -1 : cpuNs - cpuStartNs, System.nanoTime() - wallStartNs,
                allocated < 0 ? OptionalLong.empty() : OptionalLong.of(allocated - allocatedAtStart));
    }

    /** All figures. */
    Reading reading(Usage usage, Optional<String> notInForce) {
        return new Reading(LatencyHistogram.of(sendToApp), LatencyHistogram.of(stampToApp),
                LatencyHistogram.of(appToHandler), new Reading.Counts(received, unstamped, late, verified),
                new Reading.Cpu(usage.cpuNs(), usage.wallNs(), drain.drainNs(), drain.drained()),
                usage.allocatedBytes(), notInForce);
    }

    /**
     * What the receiving thread used.
     *
     * @param cpuNs CPU time, nanoseconds, -1 where it is not known
     * @param wallNs the time that took, nanoseconds
     * @param allocatedBytes on the heap; empty where it is not known
     */
    record Usage(long cpuNs, long wallNs, OptionalLong allocatedBytes) {
    }
}
