package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.lab.report.JournalCheck;
import io.rxpath.lab.send.SendJob;
import io.rxpath.lab.send.SendResult;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real busy polling over a real NAPI. What a busy machine takes from the receiver is CPU_STEAL and never asserted. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class BranchesOnVethTest {
    private static final String GROUP = "239.77.0.1";
    private static final int PORT = 14_310;
    private static final long US = 1_000;
    private static final int LONG_WINDOW_USECS = 15_000;

    @TempDir
    private Path folder;

    /** What a run gave. */
    private record Run(Map<Branch, Long> branches, WorkerStatus status, SendResult sent,
            PhaseRecorder recorder, JournalCheck journal, long allocatedBytes) {
        long of(Branch branch) {
            return branches.get(branch);
        }

        /** Fallback that is not the work of whoever else wanted the CPU: while we were off it, or drained what came. */
        long undisturbedFallback() {
            return of(Branch.FALLBACK_IRQ) - causes(Cause.PREEMPTED) - causes(Cause.AWAY);
        }

        private long causes(Cause cause) {
            return recorder.causes().getOrDefault(Branch.FALLBACK_IRQ + " " + cause, 0L);
        }

        @Override
        public String toString() {
            return branches + " " + recorder.causes() + " " + sent;
        }
    }

    private Run run(Laboratory laboratory, EngineKind engine, int windowUsecs, boolean rival, SendJob job)
            throws InterruptedException {
        BitSet cpus = CpuAffinity.allowed();
        int receiverCpu = cpus.previousSetBit(cpus.length());
        int senderCpu = cpus.nextSetBit(0);
        SocketConfig socket = new SocketConfig("feed", "LAB", "1", true, Laboratory.DEVICE, null,
                new InetSocketAddress(GROUP, PORT).getAddress(), null, PORT, 1 << 23);
        WorkerConfig worker = new WorkerConfig("w", receiverCpu, engine, 64, 2048, false,
                engine == EngineKind.INTERRUPT
                        ? BusyPollConfig.OFF
                        : new BusyPollConfig(windowUsecs, laboratory.napi().deferHardIrqs() > 0, 0),
                WitnessLevel.OFF, false, List.of(socket));
        Path journal = folder.resolve("journal-" + System.nanoTime());
        ReceiverConfig config = new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(true, journal, 1 << 16), new HousekeepingConfig(senderCpu),
                StartConfig.UNREHEARSED, List.of(worker));
        PhaseRecorder recorder = new PhaseRecorder(200, 1_000_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Receiver receiver = Receiver.open(config, recorder);
                Rival hog = rival ? new Rival(receiverCpu) : null) {
            receiver.start();
            WorkerStatus status = receiver.workers().getFirst();
            InetSocketAddress to = new InetSocketAddress(GROUP, PORT);
            laboratory.sender().submit(job.to(List.of(to)).device(Laboratory.SENDER_DEVICE).cpu(senderCpu));
            long allocated = allocationOverLastHalf(status, recorder, threads, job);
            SendResult sent = laboratory.sender().await(Duration.ofSeconds(60));
            long before = -1;
            while (status.polling().get(Counter.PACKETS) != before) {
                before = status.polling().get(Counter.PACKETS);
                Thread.sleep(200); // longer than any timer or slice of the laboratory
            }
            receiver.stop();
            assertTrue(receiver.failure().isEmpty());
            Map<Branch, Long> branches = new EnumMap<>(Branch.class);
            recorder.branches().forEach(b -> branches.put(Branch.valueOf(b.branch()), b.packets()));
            assertTrue(hog == null || rival);
            return new Run(branches, status, sent, recorder,
                    JournalVerifier.check(journal, Map.of(receiver.runId(), recorder)), allocated);
        }
    }

    /** Bytes the poll thread allocated in the second half of the run; the first half compiles. */
    private static long allocationOverLastHalf(WorkerStatus status, PhaseRecorder recorder,
            ThreadMXBean threads, SendJob job) throws InterruptedException {
        if (!job.toString().contains("seconds=4")) {
            return 0;
        }
        Thread.sleep(3_000); // the code is compiled meanwhile
        long bytes = threads.getThreadAllocatedBytes(recorder.pollThreadId());
        long packets = status.polling().get(Counter.PACKETS);
        while (status.polling().get(Counter.PACKETS) < packets + 5_000) {
            Thread.sleep(10); // another process sends; the test's time limit bounds the wait
        }
        return threads.getThreadAllocatedBytes(recorder.pollThreadId()) - bytes;
    }

    private static SendJob steady(int packets) {
        return SendJob.steady(100 * US, 200 * US, 92, 92).packets(packets);
    }

    private static void assertAccounted(Run run) {
        assertEquals(run.sent.sent(), run.recorder.received() + run.sent.deviceTxDropped()
                + run.status.polling().get(Counter.SOCKET_DROPS), run::toString);
        assertTrue(run.journal.ok(), () -> run.journal.toString());
    }

    @Test
    void aWindowLongerThanTheGapIsHot() throws Exception {
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, EngineKind.BLOCKING, LONG_WINDOW_USECS, false, steady(8_000));
            assertAccounted(run);
            assertEquals(Arming.ARMED, run.status.napi(0).arming());
            assertTrue(run.of(Branch.HOT_POLL) > 20 * run.undisturbedFallback(), run::toString);
            assertTrue(run.of(Branch.HOT_POLL) > 1_000, run::toString);
            assertTrue(run.status.polling().get(Counter.HITS) > run.status.polling().get(Counter.FALLBACKS),
                    run::toString);
        });
    }

    @Test
    void underDeferralNearlyNothingIsUndecided() throws Exception {
        InLaboratory.run(laboratory -> {
            laboratory.moderate(100, 200 * US)
                    .ifPresent(refused -> Assumptions.abort("no deferral can be set: " + refused));
            Run run = run(laboratory, EngineKind.BLOCKING, LONG_WINDOW_USECS, false, steady(8_000));
            assertAccounted(run);
            assertEquals(200 * US, run.status.napi(0).groFlushTimeoutNs());
            assertTrue(run.of(Branch.HOT_POLL) > 20 * run.undisturbedFallback(), run::toString);
            assertTrue(run.of(Branch.HOT_POLL) > 5 * run.of(Branch.UNKNOWN), run::toString);
        });
    }

    @Test
    void withoutBusyPollNothingIsHot() throws Exception {
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, EngineKind.INTERRUPT, 0, false, steady(4_000));
            assertAccounted(run);
            assertEquals(0, run.of(Branch.HOT_POLL), run::toString);
            assertEquals(0, run.of(Branch.UNKNOWN), run::toString);
            assertEquals(run.of(Branch.FALLBACK_IRQ),
                    run.recorder.causes().getOrDefault(Branch.FALLBACK_IRQ + " " + Cause.IRQ_MODE, 0L));
            assertTrue(run.of(Branch.FALLBACK_IRQ) > 100, run::toString);
            assertEquals(0, run.status.polling().get(Counter.OPPORTUNITIES));
        });
    }

    @Test
    void aWindowShorterThanTheGapFallsBack() throws Exception {
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, EngineKind.BLOCKING, 20, false, steady(6_000));
            assertAccounted(run);
            assertTrue(run.of(Branch.FALLBACK_IRQ) > 10 * run.of(Branch.HOT_POLL), run::toString);
            assertTrue(run.recorder.causes().get(Branch.FALLBACK_IRQ + " " + Cause.WINDOW_EXPIRED) > 100,
                    run::toString);
            assertTrue(
                    run.status.polling().get(Counter.EXPIRED) > 10 * run.status.polling().get(Counter.HITS));
        });
    }

    @Test
    void aRivalOnTheCoreIsCpuSteal() throws Exception {
        InLaboratory.run(laboratory -> {
            laboratory.moderate(100, 200 * US);
            Run run = run(laboratory, EngineKind.BLOCKING, LONG_WINDOW_USECS, true, steady(8_000));
            assertAccounted(run);
            assertTrue(run.of(Branch.CPU_STEAL) > 4 * run.undisturbedFallback(), run::toString);
            assertTrue(run.of(Branch.CPU_STEAL) > 500, run::toString);
        });
    }

    @Test
    void thePollThreadAllocatesNothing() throws Exception {
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, EngineKind.BLOCKING, LONG_WINDOW_USECS, false,
                    SendJob.steady(20 * US, 40 * US, 92, 92).seconds(4));
            assertAccounted(run);
            assertEquals(0, run.allocatedBytes, run::toString);
        });
    }

    @Test
    void everyPacketOfTheFuturesCaptureIsInTheJournalOnce() throws Exception {
        Path capture = Path.of(System.getProperty("rxpath.root"),
                "../shared/data/cme-mdp3-ab-lines.pcapng.gz");
        Assumptions.assumeTrue(capture.toFile().exists(), () -> "no capture at " + capture);
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, EngineKind.BLOCKING, LONG_WINDOW_USECS, false,
                    SendJob.capture(capture, 100, 1_000_000_000L));
            assertEquals(10_000, run.sent.sent() + run.sent.failed());
            assertAccounted(run);
        });
    }
}
