package io.rxpath.lab.truth.disturbance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.rxpath.lab.AloneOnTheMachine;
import io.rxpath.lab.InLaboratory;
import io.rxpath.lab.LabException;
import io.rxpath.lab.Laboratory;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.ethtool.Ethtool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each disturbance does something, and what it did is gone with it. */
@Timeout(60)
@ExtendWith(AloneOnTheMachine.class)
class DisturbancesTest {
    private static final long WHILE_MS = 60;

    /** A thread that is disturbed, and what was seen of it. */
    private static final class Subject implements AutoCloseable {
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final int cpu;
        private volatile int tid;

        Subject(int cpu) throws InterruptedException {
            this.cpu = cpu;
            Thread thread = new Thread(this::live, "subject");
            thread.setDaemon(true);
            thread.start();
            ready.await();
        }

        private void live() {
            CpuAffinity.pin(cpu);
            tid = Libc.gettid();
            ready.countDown();
            try {
                over.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        /** Cpus_allowed_list of proc_pid_status(5). */
        String cpus() throws Exception {
            return Files.readAllLines(Path.of("/proc/self/task/" + tid + "/status")).stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:")).findFirst().orElseThrow()
                    .split(":")[1].strip();
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    private static Stage stage(int tid, ClockSeam clock) {
        BitSet cpus = CpuAffinity.allowed();
        Assumptions.assumeTrue(cpus.cardinality() >= 2, "one CPU only: there is no other to move to");
        return new Stage(tid, cpus.previousSetBit(cpus.length()), cpus.nextSetBit(0), -1, clock);
    }

    @Test
    void migrationMovesTheThreadAndPutsItBack() throws Exception {
        Stage any = stage(0, null);
        try (Subject subject = new Subject(any.receiverCpu())) {
            Stage stage = stage(subject.tid, null);
            List<String> seen = new ArrayList<>();
            try (Disturbance.Running running = new Migration().start(stage)) {
                while (!seen.contains(Integer.toString(stage.otherCpu()))
                        || !seen.contains(Integer.toString(stage.receiverCpu()))) {
                    seen.add(subject.cpus());
                }
                assertTrue(running != null);
            }
            assertEquals(Integer.toString(stage.receiverCpu()), subject.cpus());
        }
    }

    @Test
    void theMaskIsWideOnlyMeanwhile() throws Exception {
        Stage any = stage(0, null);
        try (Subject subject = new Subject(any.receiverCpu())) {
            Stage stage = stage(subject.tid, null);
            Disturbance.Running running = new WideMask().start(stage);
            String wide = subject.cpus();
            running.close();
            assertTrue(wide.length() > 1, wide);
            assertEquals(Integer.toString(stage.receiverCpu()), subject.cpus());
        }
    }

    @Test
    void theClockStandsWhereItStoodBefore() throws Exception {
        AtomicLong shift = new AtomicLong();
        AtomicInteger steps = new AtomicInteger();
        Disturbance.Running running = new ClockSteps().start(stage(0, nanos -> {
            shift.addAndGet(nanos);
            steps.incrementAndGet();
        }));
        while (steps.get() < 3) {
            Thread.sleep(5); // the steps are a tenth of a second apart
        }
        running.close();
        assertEquals(0, shift.get());
    }

    @Test
    void loadsBeginAndEnd() throws Exception {
        for (Disturbance disturbance : List.of(new SpinningRival(), new WakingRival(), new StarvedSibling(),
                new SafepointPauses(), new GarbageStorm())) {
            long before = laboratoryThreads();
            Disturbance.Running running = disturbance.start(stage(0, null));
            Thread.sleep(WHILE_MS); // long enough for each to do what it does at least once
            assertTrue(laboratoryThreads() > before, disturbance::toString);
            running.close();
            assertEquals(before, laboratoryThreads(), disturbance::toString);
        }
    }

    private static long laboratoryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().startsWith("rxpath-lab-")).count();
    }

    @Test
    void aDisturbanceThatFailedSaysSoInTheEnd() throws Exception {
        Disturbance.Running running = new Repeating("failing", stage(0, null).otherCpu(), 0, () -> {
            throw new IllegalStateException("no such thing");
        });
        assertTrue(assertThrows(LabException.class, running::close).getMessage()
                .contains("\"failing\" failed: no such thing"));
    }

    @Test
    void theDeviceIsAsItWas() throws Exception {
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "packet steering needs root");
        InLaboratory.run(laboratory -> {
            Stage stage = stage(0, null);
            new PacketSteering().start(stage).close();
            int before = laboratory.napi().id();
            Disturbance.Running toggling = new GroToggle().start(stage);
            Thread.sleep(WHILE_MS); // one toggle at least
            toggling.close();
            assertTrue(laboratory.napi().id() != before);
            assertTrue(Ethtool.feature(Laboratory.DEVICE, "gro"));
        });
    }

    @Test
    void aPeerJoinsTheGroupAndLeavesIt() throws Exception {
        InLaboratory.run(laboratory -> {
            Stage two = stage(0, null);
            Stage stage = new Stage(0, two.receiverCpu(), two.otherCpu(), two.otherCpu(), null);
            Disturbance peer = new PeerPoller(InetAddress.ofLiteral("239.77.0.9"), 14_399);
            Disturbance.Running running = peer.start(stage);
            assertEquals(1, groups());
            running.close();
            assertEquals(0, groups());
        });
    }

    /** Devices that listen to 239.77.0.9, as /proc/net/igmp writes it. */
    private static long groups() throws Exception {
        return Files.readAllLines(Path.of("/proc/thread-self/net/igmp")).stream()
                .filter(line -> line.contains("09004DEF")).count();
    }
}
