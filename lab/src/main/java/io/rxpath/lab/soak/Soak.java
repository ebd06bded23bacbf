package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.rxpath.Receiver;
import io.rxpath.Version;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.lab.LabException;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.send.SendJob;
import io.rxpath.lab.send.SendResult;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.JournalRecord;

/**
 * A receiver with a journal at a constant rate for long, while readers come and go; then every packet number is looked
 * for.
 */
public final class Soak {
    /** Beside the stamp; with it, what a packet of a market data feed has. */
    private static final int PAYLOAD_BYTES = 92;
    /** Longer than the gaps between packets. */
    private static final int WINDOW_USECS = 5_000;
    /** The sender takes no longer jobs than an hour. */
    private static final double JOB_SECONDS = 600;
    private static final long TAIL = 3;
    private static final long TAIL_GAP_NS = 10_000_000;
    /** Documents and headers beside the records: far less than a sixteenth. */
    private static final int OVERHEAD_SHIFT = 4;

    private final SoakOptions options;
    private final SoakProgress progress;
    private BitSet cpus;

    /**
     * Creates the soak.
     *
     * @param options what to do
     * @param progress told what happens
     */
    public Soak(SoakOptions options, SoakProgress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Runs it. Over the veth pair the calling thread is in a network namespace of its own afterwards.
     *
     * @throws LabException where there is no room, no second CPU, or the laboratory goes wrong
     * @throws io.rxpath.linux.LinuxException where the laboratory is refused
     */
    public SoakResult run() {
        cpus = CpuAffinity.allowed();
        if (cpus.cardinality() < 2) {
            throw new LabException("this process may use only one CPU, and receiver and sender need one each",
                    null);
        }
        long records = options.packets() * JournalRecord.LENGTH;
        Laboratory.Reservation alone = null;
        try (WorkFolder folder = WorkFolder.open(options.output(), records + (records >> OVERHEAD_SHIFT))) {
            alone = Laboratory.reserve(progress::step);
            progress.step("journal in " + folder.path() + (folder.stays() ? "" : ", deleted afterwards"));
            BitSet others = (BitSet) cpus.clone();
            others.clear(receiverCpu());
            // The JVM's own threads, and the readers, would otherwise run on the receiver's core, too.
            CpuAffinity.confineProcess(others);
            try (SoakLine line = line()) {
                return receive(line, folder);
            } finally {
                CpuAffinity.confineProcess(cpus);
            }
        } finally {
            if (alone != null) {
                alone.close();
            }
        }
    }

    private SoakLine line() {
        long life = (long) options.seconds() * 2 + 600;
        if (!options.loopback()) {
            return SoakLine.veth(life, progress::step);
        }
        return SoakLine.loopback(freePort(), life);
    }

    private static int freePort() {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.getLocalPort();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private SoakResult receive(SoakLine line, WorkFolder folder) {
        SoakHandler handler = new SoakHandler(options.mostPackets());
        Path notes = folder.make("readers");
        try (Receiver receiver = Receiver.open(config(line, folder.journal()), handler)) {
            Instant startedAt = Instant.now();
            long startNs = System.nanoTime();
            receiver.start();
            PollCounters polling = receiver.workers().getFirst().polling();
            SoakTraffic traffic;
            try (SoakSampler sampler = new SoakSampler(receiver);
                    ReaderCrew crew = new ReaderCrew(folder.journal(), notes, options.readers(),
                            options.seconds(), options.seed())) {
                traffic = send(line, receiver, sampler, crew);
                awaitQuiet(polling, traffic.sent() - traffic.lostInDevice());
                if (receiver.failure().isEmpty()) {
                    traffic = traffic.plus(tail(line));
                    awaitQuiet(polling, traffic.sent() - traffic.lostInDevice());
                }
                sampler.finish();
                receiver.stop();
                double seconds = (System.nanoTime() - startNs) / 1e9;
                progress.step("readers read to the end");
                List<ReaderReport> readers = crew.finish();
                progress.step("reading the journal back");
                traffic = traffic.received(polling.get(Counter.SOCKET_DROPS), handler.handled(),
                        handler.foreign());
                return judge(folder, receiver, handler, startedAt, seconds, line, traffic, sampler, readers);
            }
        }
    }

    private SoakTraffic send(SoakLine line, Receiver receiver, SoakSampler sampler, ReaderCrew crew) {
        SoakTraffic traffic = SoakTraffic.NONE;
        SoakTicker ticker = new SoakTicker(options, receiver, sampler, crew, progress);
        long sequence = 0;
        double left = options.seconds();
        while (left > 0 && receiver.failure().isEmpty()) {
            double seconds = Math.min(left, JOB_SECONDS);
            left -= seconds;
            long gapNs = 1_000_000_000L / options.rate();
            line.submit(
                    SendJob.steady(gapNs / 2, gapNs + gapNs / 2, PAYLOAD_BYTES, PAYLOAD_BYTES)
                            .seconds(seconds).firstSequence(sequence).seed(options.seed() + sequence),
                    cpus.nextSetBit(0));
            ticker.during(seconds);
            if (receiver.failure().isPresent()) {
                return traffic;
            }
            SendResult result = line.sender().await(Duration.ofSeconds((long) seconds + 60));
            traffic = traffic.plus(result);
            sequence = result.nextSequence();
        }
        return traffic;
    }

    /** A few more: of what a full socket lost the kernel tells with the next packet that it did not lose. */
    private SendResult tail(SoakLine line) {
        line.submit(SendJob.steady(TAIL_GAP_NS, TAIL_GAP_NS, PAYLOAD_BYTES, PAYLOAD_BYTES).packets(TAIL),
                cpus.nextSetBit(0));
        return line.sender().await(Duration.ofSeconds(60));
    }

    /** Waits until everything that was sent has come, or nothing more comes. */
    private static void awaitQuiet(PollCounters counters, long sent) {
        long before = -1;
        long now = counters.get(Counter.PACKETS);
        while (now < sent && now != before) {
            before = now;
            SoakTicker.sleep(200); // longer than any timer, slice or window of the laboratory
            now = counters.get(Counter.PACKETS);
        }
    }

    private SoakResult judge(WorkFolder folder, Receiver receiver, SoakHandler handler, Instant startedAt,
            double seconds, SoakLine line, SoakTraffic traffic, SoakSampler sampler,
            List<ReaderReport> readers) {
        JournalTally tally = JournalTally.read(folder.journal(), options.mostPackets());
        JournalFigures journal = JournalFigures.of(tally, receiver.runId(), traffic.handled(), handler.sums(),
                receiver.journal().orElseThrow(), bytes(folder.journal()));
        RunAccount run = tally.run(receiver.runId())
                .orElseGet(() -> new RunAccount(receiver.runId(), new BlockSums(0)));
        ReaderFigures seen = ReaderFigures.of(readers, run.sums(), run.covered());
        return new SoakResult(Version.current(), startedAt, options, line.description(), seconds, traffic,
                journal, sampler.load(), seen, SoakVerdict.of(traffic, journal, seen, receiver.failure()),
                folder.stays() ? folder.path() : null);
    }

    private static long bytes(Path journal) {
        try (Stream<Path> files = Files.list(journal)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private int receiverCpu() {
        return cpus.length() - 1;
    }

    /** One that is neither the receiver's nor, where there is a third, the sender's. */
    private int journalCpu() {
        int second = cpus.nextSetBit(cpus.nextSetBit(0) + 1);
        return second == receiverCpu() ? cpus.nextSetBit(0) : second;
    }

    private ReceiverConfig config(SoakLine line, Path journal) {
        WorkerConfig worker = new WorkerConfig("feed", receiverCpu(), EngineKind.BLOCKING,
                WorkerConfig.DEFAULT_BATCH, WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, false,
                new BusyPollConfig(WINDOW_USECS, false, 0), WitnessLevel.OFF, false, List.of(line.socket()));
        return new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(true, journal, options.ringRecords()), new HousekeepingConfig(journalCpu()),
                options.rehearse() ? StartConfig.DEFAULT : StartConfig.UNREHEARSED, List.of(worker));
    }

    /** A time as minutes and seconds. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
