package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

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
import io.rxpath.lab.send.SendJob;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernel's own records of deliveries, read by a receiver on the real kernel. */
class KernelWitnessOnVethTest {
    private static final String GROUP = "239.77.0.3";
    private static final int PORT = 14_377;
    private static final int LONG_WINDOW_USECS = 5_000;
    private static final int SHORT_WINDOW_USECS = 120;
    private static final int PACKETS = 3_000;

    /** What the packets of a run said of themselves, by name. */
    private record Run(AtomicLongArray evidence, AtomicLongArray deliverer, AtomicLongArray via,
            String said) {
        long of(Evidence what) {
            return evidence.get(what.ordinal());
        }

        long of(Deliverer who) {
            return deliverer.get(who.ordinal());
        }

        long of(Via way) {
            return via.get(way.ordinal());
        }

        @Override
        public String toString() {
            return "evidence " + evidence + ", deliverer " + deliverer + ", via " + via + ", " + said;
        }
    }

    private static Run run(Laboratory laboratory, WitnessLevel level, int windowUsecs) throws Exception {
        BitSet cpus = CpuAffinity.allowed();
        int senderCpu = cpus.nextSetBit(0);
        SocketConfig socket = new SocketConfig("feed", "LAB", "1", true, Laboratory.DEVICE, null,
                new InetSocketAddress(GROUP, PORT).getAddress(), null, PORT, 1 << 23);
        WorkerConfig worker = new WorkerConfig("w", cpus.previousSetBit(cpus.length()), EngineKind.BLOCKING,
                64, 2048, false, new BusyPollConfig(windowUsecs, false, 0), level, false, List.of(socket));
        ReceiverConfig config = new ReceiverConfig(LimitsConfig.DEFAULT,
                new JournalConfig(false, JournalConfig.DEFAULT.directory(), 1 << 16),
                new HousekeepingConfig(senderCpu), StartConfig.UNREHEARSED, List.of(worker));
        AtomicLongArray evidence = new AtomicLongArray(Evidence.values().length);
        AtomicLongArray deliverer = new AtomicLongArray(Deliverer.values().length);
        AtomicLongArray via = new AtomicLongArray(Via.values().length);
        try (Receiver receiver = Receiver.open(config, (payload, offset, length, tag) -> {
            evidence.incrementAndGet(tag.evidence().ordinal());
            deliverer.incrementAndGet(tag.deliverer().ordinal());
            via.incrementAndGet(tag.via().ordinal());
        })) {
            receiver.start();
            WorkerStatus status = receiver.workers().getFirst();
            long sent = 0;
            // The first packets tell the NAPI, the next ones whether its records can be believed.
            for (int round = 0; round < 5
                    && (round < 2 || evidence.get(Evidence.VERIFIED.ordinal()) == 0); round++) {
                laboratory.sender()
                        .submit(SendJob.steady(100_000, 200_000, 92, 92).packets(PACKETS)
                                .to(List.of(new InetSocketAddress(GROUP, PORT)))
                                .device(Laboratory.SENDER_DEVICE).cpu(senderCpu));
                sent += laboratory.sender().await(Duration.ofSeconds(60)).sent();
                long before = -1;
                while (status.polling().get(Counter.PACKETS) < sent
                        && status.polling().get(Counter.PACKETS) != before) {
                    before = status.polling().get(Counter.PACKETS);
                    Thread.sleep(200); // longer than any timer or slice of the laboratory
                }
            }
            receiver.stop();
            return new Run(evidence, deliverer, via, status.kernelWitness());
        }
    }

    private static void requireRecords(Run run) {
        Assumptions.assumeFalse(run.said.contains("refused"), run.said);
    }

    @ParameterizedTest
    @EnumSource(names = {"OWN", "FULL"})
    void packetsOfASteadyFeedAreVerifiedAsOurs(WitnessLevel level) throws Exception {
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, level, LONG_WINDOW_USECS);
            requireRecords(run);
            assertTrue(run.of(Evidence.VERIFIED) > 100, run::toString);
            assertTrue(run.of(Deliverer.BUSY_POLL) > 100, run::toString);
        });
    }

    @Test
    void theFullLevelTellsTheWayOfASoftirq() throws Exception {
        InLaboratory.run(laboratory -> {
            // Polls for so short a time that many packets come while it sleeps.
            Run run = run(laboratory, WitnessLevel.FULL, SHORT_WINDOW_USECS);
            requireRecords(run);
            Assumptions.assumeTrue(run.of(Evidence.VERIFIED) > 0, "no packet proved the records: " + run);
            assertTrue(run.of(Via.REMOTE) + run.of(Via.INLINE) + run.of(Via.KSOFTIRQD) > 100, run::toString);
            assertTrue(run.of(Via.PEER) == 0, run::toString);
        });
    }

    @Test
    void withoutAWitnessNothingIsVerified() throws Exception {
        InLaboratory.run(laboratory -> {
            Run run = run(laboratory, WitnessLevel.OFF, LONG_WINDOW_USECS);
            assertTrue(run.of(Evidence.VERIFIED) == 0, run::toString);
            assertTrue(run.said.equals("off"), run.said);
        });
    }
}
