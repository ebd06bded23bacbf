package io.rxpath.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

import io.rxpath.FeedHandler;
import io.rxpath.PacketTag;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.send.SendStamp;
import io.rxpath.linux.Clocks;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;

/** The feed handler that measures rxpath's receiver. Allocates nothing while packets come; read after the stop. */
final class LatencyRecorder implements FeedHandler {
    private static final long MAX_NS = 100_000_000_000L;

    private final long warmUpPackets;
    private final Histogram sendToApp = new Histogram(MAX_NS, 3);
    private final Histogram stampToApp = new Histogram(MAX_NS, 3);
    private final Histogram appToHandler = new Histogram(MAX_NS, 3);
    private final Clocks clocks = Clocks.create();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long received;
    private long unstamped;
    private long verified;
    private long bySoftirq;
    private long onKnownWay;
    private long cpuStartNs;
    private long wallStartNs;
    private volatile long pollThreadId = -1;

    /**
     * Creates the recorder.
     *
     * @param warmUpPackets packets at the start that are left out of the figures
     */
    LatencyRecorder(long warmUpPackets) {
        this.warmUpPackets = warmUpPackets;
    }

    @Override
    public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
        long handlerNs = clocks.realtimeNs();
        if (received++ < warmUpPackets) {
            return;
        }
        if (pollThreadId < 0) {
            cpuStartNs = threads.getCurrentThreadCpuTime();
            wallStartNs = System.nanoTime();
            pollThreadId = Thread.currentThread().threadId();
        }
        record(appToHandler, handlerNs - tag.appNs());
        if (SendStamp.present(payload, offset, length)) {
            record(sendToApp, tag.appNs() - SendStamp.sendTimeNs(payload, offset, length));
        } else {
            unstamped++;
        }
        if (tag.cause() != Cause.NO_STAMP) {
            record(stampToApp, tag.latencyNs());
        }
        if (tag.evidence() == Evidence.VERIFIED) {
            verified++;
        }
        if (tag.deliverer() == Deliverer.SOFTIRQ) {
            bySoftirq++;
            if (tag.via() != Via.NONE) {
                onKnownWay++;
            }
        }
    }

    private static void record(Histogram histogram, long valueNs) {
        histogram.recordValue(Math.clamp(valueNs, 0, MAX_NS));
    }

    /** CPU time of the poll thread since the warm-up and the wall time beside it; while the thread lives. */
    Usage usage() {
        long id = pollThreadId;
        long cpuNs = id < 0 ? -1 : threads.getThreadCpuTime(id);
        return new Usage(cpuNs < 0 ? -1 : cpuNs - cpuStartNs, System.nanoTime() - wallStartNs);
    }

    /** Packets whose deliverer a record of the kernel's proves. */
    long verified() {
        return verified;
    }

    /** Packets that a softirq delivered. */
    long bySoftirq() {
        return bySoftirq;
    }

    /** Those of them whose way is known. */
    long onKnownWay() {
        return onKnownWay;
    }

    /** All figures; after the receiver was stopped. */
    Reading reading(Usage usage, Optional<String> notInForce) {
        return new Reading(LatencyHistogram.of(sendToApp), LatencyHistogram.of(stampToApp),
                LatencyHistogram.of(appToHandler), received, unstamped, verified, usage.cpuNs(),
                usage.wallNs(), notInForce);
    }

    /**
     * What the poll thread used.
     *
     * @param cpuNs CPU time, nanoseconds, -1 where it is not known
     * @param wallNs the time that took, nanoseconds
     */
    record Usage(long cpuNs, long wallNs) {
    }
}
