package io.rxpath.lab.soak;

import java.util.Locale;

import io.rxpath.Receiver;
import io.rxpath.lab.LabException;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.PollCounters.Counter;

/** Says now and then how a soak goes, while the sender sends. */
final class SoakTicker {
    private static final int LINES = 30;
    private static final double LEAST_SECONDS = 5;

    private final SoakOptions options;
    private final Receiver receiver;
    private final SoakSampler sampler;
    private final ReaderCrew crew;
    private final SoakProgress progress;
    private final PollCounters polling;
    private final long startNs = System.nanoTime();
    private final long everyNs;
    private long dueNs;

    SoakTicker(SoakOptions options, Receiver receiver, SoakSampler sampler, ReaderCrew crew,
            SoakProgress progress) {
        this.options = options;
        this.receiver = receiver;
        this.sampler = sampler;
        this.crew = crew;
        this.progress = progress;
        polling = receiver.workers().getFirst().polling();
        everyNs = (long) (Math.max(LEAST_SECONDS, options.seconds() / LINES) * 1e9);
        dueNs = startNs + everyNs;
    }

    /** Waits and says, for this time or until the receiver ends by itself. */
    void during(double seconds) {
        long endNs = System.nanoTime() + (long) (seconds * 1e9);
        for (long nowNs = System.nanoTime(); nowNs - endNs < 0
                && receiver.failure().isEmpty(); nowNs = System.nanoTime()) {
            sleep(Math.clamp((endNs - nowNs) / 1_000_000, 1, 100)); // the pace of the display
            if (System.nanoTime() - dueNs >= 0) {
                dueNs += everyNs;
                say();
            }
        }
    }

    private void say() {
        double seconds = (System.nanoTime() - startNs) / 1e9;
        long packets = polling.get(Counter.PACKETS);
        progress.step(String.format(Locale.ROOT, "%s of %s: %,d packets, %,.0f/s, behind %,d, readers %d",
                Soak.clock(seconds), Soak.clock(options.seconds()), packets, packets / seconds,
                sampler.lagNow(), crew.started()));
    }

    /** Sleeps, or says that it was interrupted. */
    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in the soak", interrupted);
        }
    }
}
