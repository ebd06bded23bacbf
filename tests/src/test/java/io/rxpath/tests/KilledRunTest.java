package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rxpath run} after one that was killed, and after one that was not. */
class KilledRunTest {
    private static final String MAIN = "io.rxpath.cli.Main";
    private static final String KILLED = "before this one did not end in order: unknown from ";

    @TempDir
    private Path home;

    @Test
    void theNextRunSaysThatTheLastWasKilled() throws Exception {
        final Path config = config(freePort());
        killed(config);
        final Child next = run(config);
        assertEquals(0, next.exitCode(), next.err());
        assertEquals("", next.err());
        assertTrue(next.out().contains(
                "packets not hot, and 1 in 7 hot, files ten-minutely, sync every 20 ms," + " retention off"),
                next.out());
        assertTrue(next.out().contains(KILLED), next.out());
        final Child third = run(config, "--json");
        assertTrue(third.out().contains("\"unfinishedRun\":null") && third.out().contains("\"hotOneIn\":7"),
                third.out());
        Files.writeString(config, Files.readString(config).replace("ten-minutely", "daily"));
        final Child fourth = run(config);
        assertTrue(
                fourth.out().contains(
                        "the folder has ten-minutely files and keeps them; for daily ones name a new folder"),
                fourth.out());
        final Child tail = Child.java(home, Child.flags(), MAIN, "tail", home.resolve("journal"));
        assertEquals(1, tail.out().lines().filter(line -> line.contains("did not end in order")).count(),
                tail.out());
        assertEquals(3, tail.out().lines().filter(line -> line.contains(" END: ")).count(), tail.out());
    }

    private void killed(Path config) throws Exception {
        final Path out = home.resolve("out");
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Child.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "run", "--config",
                config.toString()));
        final ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
                .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeAll(Child.TALK);
        final Process run = builder.start();
        try {
            // A line a second: the second one follows a second of receiving.
            for (int i = 0; i < 600 && run.isAlive()
                    && Files.readString(out).lines().filter(line -> line.contains("%")).count() < 1; i++) {
                send(config);
                Thread.sleep(50);
            }
        } finally {
            run.destroyForcibly().waitFor();
        }
        assertEquals(128 + 9, run.exitValue(), "it ended by itself");
    }

    private void send(Path config) throws Exception {
        final int port = Integer.parseInt(Files.readString(config).replaceAll("(?s).*port = (\\d+).*", "$1"));
        try (DatagramSocket sender = new DatagramSocket()) {
            sender.send(new DatagramPacket(new byte[10], 10, InetAddress.getLoopbackAddress(), port));
        }
    }

    private Child run(Path config, String... more) throws Exception {
        final List<Object> arguments = new ArrayList<>(List.of("run", "--config", config, "--seconds", 1));
        arguments.addAll(List.of(more));
        return Child.java(home, Child.flags(), MAIN, arguments.toArray());
    }

    private Path config(int port) throws Exception {
        return Files.writeString(home.resolve("c.conf"),
                """
                        rxpath {
                          journal { directory = "%s", packets { hot-one-in = 7 }, sync = 20ms, roll = ten-minutely }
                          start { rehearse = off }
                          workers = [ { name = w, engine = interrupt, sockets = [ { name = s, bind = 127.0.0.1, port = %d } ] } ]
                        }
                        """
                        .formatted(home.resolve("journal"), port));
    }

    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
