package io.rxpath.lab.truth;

import java.time.Duration;

import io.rxpath.WorkerStatus;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.send.SendJob;
import io.rxpath.lab.send.SendResult;
import io.rxpath.lab.send.SenderProcess;
import io.rxpath.lab.truth.disturbance.Disturbance;
import io.rxpath.lab.truth.disturbance.Stage;
import io.rxpath.poller.PollCounters.Counter;

/** Sends the feeds of one cell to its receiver, each until it is over and quiet. */
final class CellTraffic {
    /** The first packets of a feed wake a thread that slept before the trace began: they are not judged. */
    static final int LEAD_IN_PACKETS = 400;
    private static final long WARM_UP_GAP_NS = 20_000;
    private static final int BYTES = 92;
    private static final long LAST_GAP_NS = 1_000_000;
    private static final long LAST_PACKETS = 10;

    private final Bench bench;
    private final Cell cell;
    private final LabellingHandler handler;
    private final WorkerStatus status;
    private long dropsKnown;

    CellTraffic(Bench bench, Cell cell, LabellingHandler handler, WorkerStatus status) {
        this.bench = bench;
        this.cell = cell;
        this.handler = handler;
        this.status = status;
    }

    /**
     * What became of a feed.
     *
     * @param sent datagrams handed to the sender's kernel
     * @param received datagrams handed to the feed handler
     * @param lostInDevice datagrams that found the ring full
     * @param seconds how long it took
     */
    record Passed(long sent, long received, long lostInDevice, double seconds) {
        /** Datagrams dropped by a socket, or lost without a trace. */
        long missing() {
            return sent - received - lostInDevice;
        }
    }

    /** Packets for the compiler, to all sockets: they learn their NAPIs, too. */
    Passed warmUp(double seconds) {
        long packets = (long) (seconds * 1e9 / WARM_UP_GAP_NS);
        Passed warmUp = send(SendJob.steady(WARM_UP_GAP_NS, WARM_UP_GAP_NS, BYTES, BYTES).packets(packets),
                seconds, Disturbance.NONE, null);
        // The kernel tells a socket's drops with its next packet: those of now are not the cell's.
        dropsKnown = warmUp.missing();
        return warmUp;
    }

    /** The cell's own feed, while its disturbance goes on. */
    Passed feed(Stage stage) {
        Feed feed = cell.scenario().feed();
        double seconds = feed.seconds(cell.quick());
        SendJob job = feed.job().packets(cell.packets() + LEAD_IN_PACKETS).seed(cell.repeat());
        return send(job, seconds, cell.scenario().disturbance(), stage);
    }

    /** What the sockets dropped of the cell's own feed; sends a few packets more, which tell it. */
    long socketDrops(Passed feed) {
        if (feed.missing() > 0) {
            send(SendJob.steady(LAST_GAP_NS, LAST_GAP_NS, BYTES, BYTES).packets(LAST_PACKETS), 1,
                    Disturbance.NONE, null);
        }
        return Math.clamp(drops(), 0, Math.max(0, feed.missing()));
    }

    private long drops() {
        return status.polling().get(Counter.SOCKET_DROPS) - dropsKnown;
    }

    private Passed send(SendJob job, double seconds, Disturbance disturbance, Stage stage) {
        SenderProcess sender = bench.laboratory().sender();
        // Bounded generously: the bursts of a feed are not evenly spread.
        long boundSeconds = (long) (3 * seconds) + 10;
        long receivedBefore = handler.received();
        long lostBefore = lostInDevices();
        long startNs = System.nanoTime();
        SendResult result;
        Disturbance.Running running = disturbance.start(stage);
        try {
            sender.submit(job.seconds(boundSeconds).to(Bench.destinations(cell))
                    .device(Laboratory.SENDER_DEVICE).cpu(bench.cpus().other()));
            result = sender.await(Duration.ofSeconds(boundSeconds + 20));
        } finally {
            running.close();
        }
        double took = (System.nanoTime() - startNs) / 1e9;
        long lost = lostInDevices() - lostBefore;
        Quiet.await(() -> handler.received() - receivedBefore + lost + Math.max(0, drops()),
                () -> status.polling().get(Counter.TURNS), result.sent());
        return new Passed(result.sent(), handler.received() - receivedBefore, lost, took);
    }

    private long lostInDevices() {
        long lost = 0;
        for (String device : Bench.senderDevices(cell)) {
            lost += bench.laboratory().sender().counters(device).txDropped();
        }
        return lost;
    }
}
