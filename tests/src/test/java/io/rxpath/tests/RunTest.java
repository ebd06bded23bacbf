package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rxpath run} as a process: what it takes, how it ends, what it refuses. */
class RunTest {
    private static final String MAIN = "io.rxpath.cli.Main";
    private static final int EXIT_BY_SIGINT = 130;

    @TempDir
    private Path home;

    @Test
    void receivesWritesAndEndsByItself() throws Exception {
        final int port = freePort();
        final Path journal = home.resolve("journal");
        final Process run = start("--bind", "127.0.0.1:" + port, "--busy-poll", "0", "--journal", journal,
                "--packets", 20, "--json");
        try (DatagramSocket sender = new DatagramSocket()) {
            while (!run.waitFor(5, TimeUnit.MILLISECONDS)) {
                sender.send(new DatagramPacket(new byte[10], 10, InetAddress.getLoopbackAddress(), port));
            }
        } finally {
            run.destroyForcibly();
        }
        assertEquals(0, run.exitValue(), () -> read("err"));
        assertEquals("", read("err"));
        final Child tail = Child.java(home, Child.flags(), MAIN, "tail", journal);
        assertTrue(tail.out().lines().filter(line -> line.contains(" w0/s0 #")).count() >= 20, tail.out());
    }

    @Test
    void ctrlCEndsItWithASummaryAndAWholeJournal() throws Exception {
        final int port = freePort();
        final Path journal = home.resolve("journal");
        final Process run = start("--bind", "127.0.0.1:" + port, "--journal", journal);
        try (DatagramSocket sender = new DatagramSocket()) {
            for (int second = 0; second < 30 && read("out").lines().count() < 4; second++) {
                sender.send(new DatagramPacket(new byte[10], 10, InetAddress.getLoopbackAddress(), port));
                Thread.sleep(500);
            }
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor());
            assertTrue(run.waitFor(10, TimeUnit.SECONDS), "it still runs");
        } finally {
            run.destroyForcibly();
        }
        assertTrue(List.of(0, EXIT_BY_SIGINT).contains(run.exitValue()),
                () -> run.exitValue() + " " + read("err"));
        assertEquals("", read("err"));
        assertTrue(read("out").contains("journal " + journal), read("out"));
        assertEquals(0, Child.java(home, Child.flags(), MAIN, "tail", journal).exitCode());
    }

    @Test
    void whatIsUnwiseIsSaidAndStopsNothing() throws Exception {
        final Child run = run("--bind", "127.0.0.1:" + freePort(), "--receive-buffer", "64KiB");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().startsWith("rxpath: warning: --receive-buffer is 64KiB"), run.err());
    }

    @Test
    void aWrongDeviceNamesTheOnesThereAre() throws Exception {
        final Child refused = run("--join", "239.1.1.1:14310", "--device", "nosuch0");
        assertOneSentence(refused, "nosuch0");
        assertTrue(refused.err().contains("lo"), refused.err());
    }

    @Test
    void aPortInUseIsSaid() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            assertOneSentence(run("--bind", "127.0.0.1:" + other.getLocalPort()), "in use");
        }
    }

    @Test
    void anAddressOfAnotherHostIsSaid() throws Exception {
        assertOneSentence(run("--bind", "192.0.2.1:14310"), "192.0.2.1");
    }

    @Test
    void aJournalThatIsAFileIsSaidAndLeftAlone() throws Exception {
        final Path file = Files.writeString(home.resolve("file"), "mine");
        assertOneSentence(run("--bind", "127.0.0.1:" + freePort(), "--journal", file), file.toString());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aJournalThatMayNotBeWrittenIsSaid() throws Exception {
        assertOneSentence(run("--bind", "127.0.0.1:" + freePort(), "--journal", "/proc/rxpath-journal"),
                "/proc/rxpath-journal");
    }

    @Test
    void aCpuThatIsNotThereIsSaid() throws Exception {
        assertOneSentence(run("--bind", "127.0.0.1:" + freePort(), "--cpu", "8000"), "8000");
    }

    @Test
    void aBadConfigurationIsSaidWithItsPlace() throws Exception {
        final Path config = Files.writeString(home.resolve("c.conf"), "rxpath {\n  wrokers = []\n}\n");
        final Child refused = run("--config", config);
        assertEquals(78, refused.exitCode());
        assertTrue(
                refused.err()
                        .contains(config + ":2: rxpath.wrokers is not known here: did you mean workers?"),
                refused.err());
    }

    private static void assertOneSentence(Child refused, String fragment) {
        assertNotEquals(0, refused.exitCode());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertTrue(refused.err().startsWith("rxpath: ") && refused.err().contains(fragment), refused.err());
    }

    private Child run(Object... arguments) throws Exception {
        final List<Object> all = new ArrayList<>(List.of("run", "--seconds", 1));
        all.addAll(List.of(arguments));
        return Child.java(home, Child.flags(), MAIN, all.toArray());
    }

    private Process start(Object... arguments) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Child.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "run"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        final ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
                .redirectOutput(home.resolve("out").toFile()).redirectError(home.resolve("err").toFile());
        builder.environment().keySet().removeAll(Child.TALK);
        return builder.start();
    }

    private String read(String file) {
        try {
            return Files.readString(home.resolve(file));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
