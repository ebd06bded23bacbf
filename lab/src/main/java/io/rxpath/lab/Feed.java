package io.rxpath.lab;

import java.net.InetSocketAddress;
import java.util.List;

import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.send.SendJob;

/**
 * What is sent in a phase.
 *
 * @param name steady, bursts or capture
 * @param job what the sender is told, but for the destination and the CPU
 * @param seconds about how long it takes
 * @param warmUpPackets packets at its start that are left out of the figures
 */
record Feed(String name, SendJob job, double seconds, long warmUpPackets) {
    private static final long US = 1_000;
    private static final int FEED_BYTES = 92;
    private static final long BURST_IDLE_CAP_NS = 10_000 * US;
    /** A capture's idle hours are cut to this. */
    private static final long CAPTURE_GAP_CAP_NS = 2_000_000 * US;
    private static final long WARM_UP_PACKETS = 1_000;
    private static final long SHORT_WARM_UP_PACKETS = 100;

    /** A packet every 100 to 200 us. */
    static Feed steady(double seconds) {
        return new Feed("steady", SendJob.steady(100 * US, 200 * US, FEED_BYTES, FEED_BYTES).seconds(seconds),
                seconds, WARM_UP_PACKETS);
    }

    /** Bursts like those of a futures feed, with the idle time between them cut short. */
    static Feed bursts(double seconds) {
        return new Feed("bursts", SendJob.burst(BURST_IDLE_CAP_NS).seconds(seconds), seconds,
                SHORT_WARM_UP_PACKETS);
    }

    /** Every datagram of a capture, in its order, as much faster than in life as {@code seconds} asks for. */
    static Feed capture(Capture capture, double seconds) {
        double spanSeconds = capture.spanNs() / 1e9;
        double speed = Math.max(1, spanSeconds / seconds);
        return new Feed("capture",
                SendJob.capture(capture.file(), speed, CAPTURE_GAP_CAP_NS).seconds(2 * seconds + 10),
                Math.min(spanSeconds, seconds), SHORT_WARM_UP_PACKETS);
    }

    /** Many packets in a short time, so that the code is compiled before anything is measured. */
    static Feed warmUp() {
        return new Feed("warm-up", SendJob.steady(15 * US, 25 * US, FEED_BYTES, FEED_BYTES).seconds(2), 2, 0);
    }

    SendJob to(InetSocketAddress destination, int cpu) {
        return job.to(List.of(destination)).device(Laboratory.SENDER_DEVICE).cpu(cpu);
    }
}
