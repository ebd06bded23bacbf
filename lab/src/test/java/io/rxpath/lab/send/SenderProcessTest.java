package io.rxpath.lab.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.lab.capture.CaptureFiles;
import io.rxpath.lab.capture.RealCaptures;
import io.rxpath.linux.CpuAffinity;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SenderProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<InetSocketAddress> NOWHERE = List.of(new InetSocketAddress("127.0.0.1", 9));

    @TempDir
    private Path folder;

    @Test
    void aCaptureArrivesWholeAndInOrder() throws Exception {
        long[] stampsNs = new long[300];
        Arrays.setAll(stampsNs, i -> i * 60_000L);
        Path capture = CaptureFiles.udp(folder, stampsNs);
        try (LoopbackReceiver receiver = new LoopbackReceiver(); SenderProcess sender = start()) {
            SendResult result = sender.send(SendJob.capture(capture, 1, Long.MAX_VALUE).passes(2)
                    .to(List.of(receiver.address())).cpu(CpuAffinity.allowed().nextSetBit(0)), PATIENCE);
            assertEquals(600, result.sent());
            List<ByteBuffer> received = receiver.await(600);
            assertEquals(600, received.size());
            for (int i = 0; i < 600; i++) {
                assertEquals(i, SendStamp.sequence(received.get(i)));
                assertArrayEquals(("payload " + i % 300).getBytes(),
                        LoopbackReceiver.payload(received.get(i)));
            }
        }
    }

    @Test
    void theCmeCaptureArrivesWhole() throws Exception {
        // Slowed down, so that a receive queue of ordinary size bridges a busy machine's pauses.
        Path capture = RealCaptures.require(RealCaptures.CME);
        try (LoopbackReceiver receiver = new LoopbackReceiver(); SenderProcess sender = start()) {
            SendResult result = sender
                    .send(SendJob.capture(capture, 0.2, 400_000).to(List.of(receiver.address())), PATIENCE);
            assertEquals(10_000, result.sent());
            assertEquals(0, result.cut());
            assertEquals(10_000, receiver.await(10_000).size());
        }
    }

    @Test
    void jobsFollowEachOtherAndRefusalsAreAnswers() throws Exception {
        try (LoopbackReceiver receiver = new LoopbackReceiver(); SenderProcess sender = start()) {
            SendJob steady = SendJob.steady(10_000, 20_000, 50, 50).to(List.of(receiver.address()))
                    .packets(50);
            sender.submit(steady);
            sender.submit(steady.firstSequence(50));
            assertEquals(50, sender.await(PATIENCE).nextSequence());
            assertEquals(100, sender.await(PATIENCE).nextSequence());
            assertEquals(100, receiver.await(100).size());
            refused(sender, SendJob.steady(1, 0, 1, 1).to(NOWHERE), "no range");
            refused(sender, SendJob.burst(1).to(NOWHERE), "idle gaps");
            refused(sender, SendJob.capture(folder.resolve("none"), 1, 0).to(NOWHERE), "no such file");
            refused(sender, SendJob.burst(1_000_000).to(NOWHERE).cpu(4_000), "CPU 4000");
            refused(sender, SendJob.burst(1_000_000).to(NOWHERE).device("no-such"), "no-such");
            refused(sender, SendJob.burst(1_000_000).to(NOWHERE).from(new InetSocketAddress("192.0.2.1", 0)),
                    "192.0.2.1");
            assertEquals(50, sender.send(steady, PATIENCE).sent());
            assertThrows(IllegalStateException.class, () -> sender.await(PATIENCE));
        }
    }

    @Test
    void theEndOfItsInputEndsItInTheMiddleOfAJob() throws Exception {
        Process child = new ProcessBuilder(command(60).line()).redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertEquals("ready", child.inputReader().readLine());
            child.outputWriter().append("send ").append(endless().toString()).append('\n').flush();
            assertFalse(child.waitFor(200, TimeUnit.MILLISECONDS));
            child.getOutputStream().close();
            assertTrue(child.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, child.exitValue());
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void itDiesWithAParentThatIsKilled() throws Exception {
        List<String> line = command(60).line();
        int main = line.indexOf(FeedSenderMain.class.getName());
        line.subList(main, line.size()).clear();
        line.add(KilledParent.class.getName());
        Process parent = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            long pid = Long.parseLong(parent.inputReader().readLine());
            Optional<ProcessHandle> sender = ProcessHandle.of(pid);
            assertTrue(sender.isPresent() && sender.get().isAlive());
            parent.destroyForcibly().waitFor();
            sender.get().onExit().get(20, TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void itOutlivesTheThreadThatStartedIt() throws Exception {
        SenderProcess[] sender = new SenderProcess[1];
        Thread starter = new Thread(() -> sender[0] = start());
        starter.start();
        starter.join();
        try {
            assertEquals(3, sender[0].send(endless().packets(3), PATIENCE).nextSequence());
        } finally {
            sender[0].close();
        }
        assertFalse(sender[0].isAlive());
    }

    @Test
    void itEndsAfterItsTime() throws Exception {
        try (SenderProcess sender = SenderProcess.start(command(2), PATIENCE)) {
            sender.submit(endless());
            SenderException ended = assertThrows(SenderException.class, () -> sender.await(PATIENCE));
            assertTrue(ended.getMessage().contains("exit code 3") && ended.getMessage().contains("after 2 s"),
                    ended.getMessage());
        }
    }

    @Test
    void aLateResultCanStillBeAwaited() throws Exception {
        try (SenderProcess sender = start()) {
            sender.submit(endless().seconds(1));
            assertThrows(SenderException.class, () -> sender.await(Duration.ofMillis(1)));
            assertThrows(IllegalStateException.class, () -> sender.counters("lo"));
            assertTrue(sender.await(PATIENCE).nextSequence() > 0);
        }
    }

    @Test
    void whatKeepsItFromStartingIsSaid() {
        SenderException dead = assertThrows(SenderException.class, () -> SenderProcess
                .start(command(9, "sh", "-c", "echo this cannot be >&2; exit 9"), PATIENCE));
        assertTrue(dead.getMessage().contains("exit code 9") && dead.getMessage().contains("this cannot be"),
                dead.getMessage());
        SenderException absent = assertThrows(SenderException.class,
                () -> SenderProcess.start(command(9, folder + "/no-such-program"), PATIENCE));
        assertTrue(absent.getMessage().contains("could not be started"), absent.getMessage());
    }

    @Test
    void inANamespaceOfItsOwnItWaitsForItsDevice() throws Exception {
        boolean root = Files.isWritable(Path.of("/proc/sys/net/core/rmem_max"));
        String flags = root ? "-n" : "-Urn";
        assumeTrue(succeeds("unshare", flags, "--", "true"),
                "unshare " + flags + " is refused to this user here, and with it a namespace of its own");
        try (SenderProcess sender = SenderProcess.start(command(60, "unshare", flags, "--"), PATIENCE)) {
            SenderException down = assertThrows(SenderException.class,
                    () -> sender.awaitDevice("lo", Duration.ofMillis(50)));
            assertTrue(down.getMessage().contains("did not come up"), down.getMessage());
            SenderException absent = assertThrows(SenderException.class,
                    () -> sender.awaitDevice("feed0", Duration.ofMillis(50)));
            assertTrue(absent.getMessage().contains("did not appear")
                    && absent.getMessage().contains("the devices there are lo"), absent.getMessage());
            String[] enter = {"nsenter", "-t", "" + sender.pid(), "-n", "ip", "link", "set", "lo", "up"};
            String[] enterAsUser = {"nsenter", "-t", "" + sender.pid(), "-U", "-n", "--preserve-credentials",
                "ip", "link", "set", "lo", "up"};
            assumeTrue(succeeds(root ? enter : enterAsUser), "nsenter and ip cannot set the device up here");
            sender.awaitDevice("lo", PATIENCE);
            SendResult result = sender.send(endless().packets(20).device("lo"), PATIENCE);
            assertTrue(result.deviceTxPackets() >= result.sent() && result.sent() > 0, result.toString());
            assertEquals(0, result.deviceTxDropped());
            assertTrue(sender.counters("lo").txPackets() >= result.deviceTxPackets());
        }
    }

    private static void refused(SenderProcess sender, SendJob job, String why) {
        SenderException refused = assertThrows(SenderException.class, () -> sender.send(job, PATIENCE));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    /** Sparse enough for a machine that others share; the receiver is absent. */
    private static SendJob endless() {
        return SendJob.steady(500_000, 500_000, 10, 10).to(NOWHERE).seconds(60);
    }

    private static boolean succeeds(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (java.io.IOException absent) {
            return false;
        }
    }

    private static SenderProcess start() {
        return SenderProcess.start(command(60), PATIENCE);
    }

    static SenderCommand command(long lifeSeconds, String... prefix) {
        return SenderCommand.likeThisProcess(List.of(prefix), lifeSeconds);
    }
}
