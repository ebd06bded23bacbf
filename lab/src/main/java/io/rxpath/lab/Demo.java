package io.rxpath.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.rxpath.Receiver;
import io.rxpath.Version;
import io.rxpath.WorkerStatus;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.lab.report.DemoResult;
import io.rxpath.lab.report.Finding;
import io.rxpath.lab.report.JournalCheck;
import io.rxpath.lab.report.PhaseResult;
import io.rxpath.lab.report.PollSettings;
import io.rxpath.lab.report.Ratio;
import io.rxpath.lab.report.Ratios;
import io.rxpath.lab.report.Traffic;
import io.rxpath.lab.send.SendResult;
import io.rxpath.lab.send.SenderException;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.netlink.NapiState;
import io.rxpath.linux.probe.HostProbe;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;

/**
 * The same feed received in four ways: interrupt-driven, by busy poll, by busy poll on a shared core, and by busy poll
 * with too short a window; each packet with its branch, everything in one journal that is read back at the end.
 */
public final class Demo {
    /** Emulated interrupt moderation: a packet waits for a timer of this length. */
    private static final long FLUSH_NS = 200_000;
    /** Timer runs without a packet before the device stops being deferred. */
    private static final long DEFER = 100;
    private static final String GROUP = "239.77.0.1";
    private static final int PORT = 14_310;
    private static final int MOST_PACKETS = 4_000_000;
    private static final long SENDER_LIFE_SECONDS = 600;

    private final DemoOptions options;
    private final DemoProgress progress;
    private final Path journal;
    /** Whether busy poll keeps the interrupts deferred: the privilege is the one that the moderation needs. */
    private boolean prefer;
    private final List<String> notes = new ArrayList<>();
    private final Map<Long, PhaseRecorder> handled = new HashMap<>();

    /**
     * Creates the demo.
     *
     * @param options what to do
     * @param progress told what happens
     */
    public Demo(DemoOptions options, DemoProgress progress) {
        this.options = options;
        this.progress = progress;
        journal = options.output().resolve("journal");
    }

    /** Runs all phases; moves the calling thread into a network namespace of its own for good. */
    public DemoResult run() {
        Instant startedAt = Instant.now();
        List<Finding> machine = machine();
        progress.machine(machine);
        List<Feed> feeds = feeds();
        List<PhasePlan> plans = List.of(PhasePlan.interruptDriven(), PhasePlan.busyPoll(),
                PhasePlan.busyPollWithRival(), PhasePlan.shortWindow());
        List<PhaseResult> phases = new ArrayList<>();
        BitSet cpus = CpuAffinity.allowed();
        Optional<String> impossible = cpus.cardinality() >= 2
                ? Optional.empty()
                : Optional.of("this process may use only one CPU, and receiver and sender need one each");
        if (impossible.isEmpty()) {
            int receiverCpu = cpus.previousSetBit(cpus.length());
            int senderCpu = cpus.nextSetBit(0);
            BitSet others = (BitSet) cpus.clone();
            others.clear(receiverCpu);
            // The JVM's own threads would otherwise run on the receiver's core, too.
            CpuAffinity.confineProcess(others);
            try (Laboratory laboratory = Laboratory.open(SENDER_LIFE_SECONDS, progress::step)) {
                runPhases(laboratory, feeds, plans, receiverCpu, senderCpu, phases);
            } catch (LabException | LinuxException | SenderException refused) {
                impossible = Optional.of(refused.getMessage());
            } finally {
                CpuAffinity.confineProcess(cpus);
            }
        }
        if (impossible.isPresent()) {
            skipRest(feeds, plans, impossible.get(), phases);
        }
        JournalCheck check = null;
        if (!handled.isEmpty()) {
            progress.step("reading the journal back");
            check = JournalVerifier.check(journal, handled);
        }
        return new DemoResult(Version.current(), startedAt, machine, phases, check, notes);
    }

    private static List<Finding> machine() {
        return new HostProbe().all().stream().map(
                capability -> new Finding(capability.name(), capability.available(), capability.detail()))
                .toList();
    }

    private List<Feed> feeds() {
        if (options.capture() == null) {
            return List.of(Feed.steady(options.steadySeconds()), Feed.bursts(options.burstSeconds()));
        }
        notes.add(options.capture().toString());
        return List.of(Feed.capture(options.capture(), options.captureSeconds()));
    }

    private void runPhases(Laboratory laboratory, List<Feed> feeds, List<PhasePlan> plans, int receiverCpu,
            int senderCpu, List<PhaseResult> phases) {
        Optional<String> unmoderated = laboratory.moderate(DEFER, FLUSH_NS);
        prefer = unmoderated.isEmpty();
        unmoderated.ifPresent(refused -> notes.add(
                "Interrupt moderation could not be emulated, so the interrupt-driven phase waits for no timer: "
                        + refused + "."));
        progress.step("warming up");
        runPhase(laboratory, Feed.warmUp(), PhasePlan.busyPoll(), receiverCpu, senderCpu);
        for (Feed feed : feeds) {
            for (PhasePlan plan : plans) {
                progress.step("phase " + plan.id() + ", " + feed.name() + " feed: " + plan.title());
                PhaseResult result = runPhase(laboratory, feed, plan, receiverCpu, senderCpu);
                phases.add(result);
                progress.phase(result);
            }
        }
    }

    private static void skipRest(List<Feed> feeds, List<PhasePlan> plans, String because,
            List<PhaseResult> phases) {
        for (Feed feed : feeds) {
            for (PhasePlan plan : plans) {
                if (phases.stream()
                        .noneMatch(p -> p.id().equals(plan.id()) && p.feed().equals(feed.name()))) {
                    phases.add(
                            PhaseResult.skipped(plan.id(), plan.title(), plan.what(), feed.name(), because));
                }
            }
        }
    }

    private PhaseResult runPhase(Laboratory laboratory, Feed feed, PhasePlan plan, int receiverCpu,
            int senderCpu) {
        PhaseRecorder recorder = new PhaseRecorder(feed.warmUpPackets(), MOST_PACKETS);
        ReceiverConfig config = config(plan, receiverCpu, senderCpu);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (Receiver receiver = Receiver.open(config, recorder)) {
            handled.put(receiver.runId(), recorder);
            SendResult sent;
            long wallNs;
            long cpuNs;
            Rival rival = plan.rival() ? new Rival(receiverCpu) : null;
            try {
                receiver.start();
                long startNs = System.nanoTime();
                laboratory.sender().submit(feed.to(new InetSocketAddress(GROUP, PORT), senderCpu));
                sent = laboratory.sender().await(Duration.ofSeconds((long) (3 * feed.seconds()) + 20));
                awaitQuiet(receiver, sent.sent());
                wallNs = System.nanoTime() - startNs;
                cpuNs = recorder.pollThreadId() < 0 ? -1 : threads.getThreadCpuTime(recorder.pollThreadId());
            } finally {
                if (rival != null) {
                    rival.close();
                }
            }
            NapiState napi = laboratory.napi();
            receiver.stop();
            receiver.failure().ifPresent(failure -> {
                throw new LabException("the receiver ended by itself: " + failure.getMessage(), failure);
            });
            noteOnce("Off-CPU time from " + receiver.workers().getFirst().switchWitness() + ".");
            receiver.napiWatchFailure()
                    .ifPresent(why -> noteOnce("Nothing is known of the NAPIs: " + why + "."));
            return result(feed, plan, config, recorder, receiver, sent, napi, cpuNs / (double) wallNs);
        }
    }

    private void noteOnce(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Waits until everything that was sent has come, or nothing more comes. */
    private static void awaitQuiet(Receiver receiver, long sent) {
        PollCounters counters = receiver.workers().getFirst().polling();
        long before = -1;
        long now = counters.get(Counter.PACKETS);
        while (now < sent && now != before) {
            before = now;
            try {
                Thread.sleep(200); // longer than any timer, slice or window of the laboratory
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LabException("interrupted while packets were still coming", interrupted);
            }
            now = counters.get(Counter.PACKETS);
        }
    }

    private ReceiverConfig config(PhasePlan plan, int receiverCpu, int senderCpu) {
        SocketConfig socket = new SocketConfig("feed", "LAB", plan.id(), true, Laboratory.DEVICE, null,
                new InetSocketAddress(GROUP, PORT).getAddress(), null, PORT,
                SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES);
        BusyPollConfig busyPoll = plan.engine() == EngineKind.INTERRUPT
                ? BusyPollConfig.OFF
                : new BusyPollConfig(plan.windowUsecs(), prefer, 0);
        WorkerConfig worker = new WorkerConfig("feed", receiverCpu, plan.engine(), WorkerConfig.DEFAULT_BATCH,
                WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, false, busyPoll, WitnessLevel.OFF, false,
                List.of(socket));
        return new ReceiverConfig(LimitsConfig.DEFAULT, new JournalConfig(true, journal, 1 << 17),
                new HousekeepingConfig(senderCpu), StartConfig.UNREHEARSED, List.of(worker));
    }

    private static PhaseResult result(Feed feed, PhasePlan plan, ReceiverConfig config,
            PhaseRecorder recorder, Receiver receiver, SendResult sent, NapiState napi, double cpuShare) {
        WorkerStatus status = receiver.workers().getFirst();
        PollCounters polling = status.polling();
        List<String> notes = new ArrayList<>();
        if (recorder.unstamped() > 0) {
            notes.add(recorder.unstamped()
                    + " packets carried no send stamp and are not in the send-to-app figures.");
        }
        if (recorder.unbounded() > 0) {
            notes.add(recorder.unbounded()
                    + " packets may have waited in the device's ring for any time before their"
                    + " stamp: nobody of ours had polled before.");
        }
        long decided = polling.get(Counter.OPPORTUNITIES) - polling.get(Counter.UNDECIDED);
        String noPolling = plan.engine() == EngineKind.INTERRUPT
                ? "no busy poll in this phase"
                : "busy poll never met an empty queue";
        Ratios ratios = new Ratios(cpuShare < 0 ? Ratio.unavailable("no packet came") : Ratio.of(cpuShare),
                Ratio.of(polling.get(Counter.HITS), decided, noPolling),
                Ratio.of(polling.get(Counter.WASTE_NS), polling.get(Counter.SPIN_NS), noPolling),
                polling.get(Counter.OPPORTUNITIES), decided);
        Traffic traffic = new Traffic(sent.sent(), recorder.received(), Math.max(0, sent.deviceTxDropped()),
                polling.get(Counter.SOCKET_DROPS), sent.failed(), sent.late(), status.eventsDropped());
        PollSettings settings = new PollSettings(plan.engine().name().toLowerCase(java.util.Locale.ROOT),
                plan.windowUsecs(), napi.deferHardIrqs(), napi.groFlushTimeoutNs(),
                config.workers().getFirst().cpu(), plan.rival());
        return new PhaseResult(plan.id(), plan.title(), plan.what(), feed.name(), null, notes, settings,
                traffic, recorder.branches(), recorder.causes(), ratios, feed.warmUpPackets());
    }
}
