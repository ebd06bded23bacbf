package io.rxpath.lab.soak;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.RetentionConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.lab.send.FeedSender;
import io.rxpath.lab.send.SendLimits;
import io.rxpath.lab.send.SteadyShape;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;

/**
 * The process that the drill kills: {@code JOURNAL PAGE RATE}. A receiver with a journal, its feed from a thread of its own
 * over loopback, and a thread that puts into the {@link DrillPage}, all the time, what the receiver reports. It ends when
 * the page tells it to, and when its input ends.
 */
final class DrillMain {
    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final int PAYLOAD_BYTES = 92;
    private static final int WINDOW_USECS = 50;
    private static final long REPORT_NS = 50_000;
    private static final long LONGEST_NS = 600_000_000_000L;

    private DrillMain() {
    }

    /** Runs the process; see the class. */
    public static void main(String[] arguments) throws IOException {
        daemon("input", DrillMain::endWithInput);
        DrillPage page = DrillPage.open(Path.of(arguments[1]));
        int port;
        try (DatagramSocket probe = new DatagramSocket(0, LOCAL)) {
            port = probe.getLocalPort();
        }
        try (Receiver receiver = Receiver.open(config(Path.of(arguments[0]), port),
                (payload, offset, length, tag) -> {
                })) {
            page.runId(receiver.runId());
            page.stage(DrillPage.Stage.OPEN);
            daemon("report", () -> report(receiver, page));
            receiver.start();
            daemon("feed", () -> feed(port, Long.parseLong(arguments[2])));
            page.stage(DrillPage.Stage.RECEIVING);
            while (!page.stopWanted() && receiver.failure().isEmpty()) {
                LockSupport.parkNanos(REPORT_NS);
            }
            page.stage(DrillPage.Stage.STOPPING);
            receiver.stop();
            figures(receiver, page);
            page.stage(DrillPage.Stage.STOPPED);
            receiver.failure().ifPresent(failure -> {
                throw new IllegalStateException("the receiver ended by itself", failure);
            });
        }
        System.exit(0);
    }

    private static void report(Receiver receiver, DrillPage page) {
        while (page.stage() != DrillPage.Stage.STOPPED) {
            figures(receiver, page);
            LockSupport.parkNanos(REPORT_NS);
        }
    }

    private static void figures(Receiver receiver, DrillPage page) {
        WorkerStatus worker = receiver.workers().getFirst();
        page.figures(receiver.journal().orElseThrow().recordsWritten(),
                worker.polling().get(Counter.PACKETS));
    }

    private static void feed(int port, long rate) {
        long gapNs = 1_000_000_000L / rate;
        Clocks clocks = Clocks.create();
        try (UdpSocket socket = UdpSocket.open(false)) {
            socket.connect(new InetSocketAddress(LOCAL, port));
            try (FeedSender sender = new FeedSender(List.of(socket), FeedSender.ETHERNET_BYTES, clocks)) {
                sender.run(
                        new SteadyShape(gapNs / 2, gapNs + gapNs / 2, PAYLOAD_BYTES, PAYLOAD_BYTES, 1, port),
                        new SendLimits(Long.MAX_VALUE, LONGEST_NS, 0));
            }
        }
    }

    private static ReceiverConfig config(Path journal, int port) {
        SocketConfig socket = new SocketConfig("feed", "LAB", "drill", true, null, LOCAL, null, null, port,
                SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES);
        WorkerConfig worker = new WorkerConfig("feed", WorkerConfig.NOT_PINNED, EngineKind.BLOCKING,
                WorkerConfig.DEFAULT_BATCH, WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, false,
                new BusyPollConfig(WINDOW_USECS, false, 0), WitnessLevel.OFF, false, List.of(socket));
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(true, journal, SoakOptions.RING_RECORDS, PacketPolicy.ALL, SyncPolicy.NONE,
                        RollPeriod.MINUTELY, JournalConfig.DEFAULT.reserveBytes(), RetentionConfig.OFF),
                HousekeepingConfig.DEFAULT, StartConfig.UNREHEARSED, List.of(worker));
    }

    /** Nobody is left to kill it. */
    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said to it.
            }
        } catch (IOException e) {
            // As the end of the input.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "drill-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
