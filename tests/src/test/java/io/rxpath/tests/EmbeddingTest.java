package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.JvmFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/embedding.md: its programs are compiled and run as they stand, with the flags and jars that it names. */
class EmbeddingTest {
    private static final int EXIT_BY_SIGTERM = 143;
    private static final Pattern PACKETS = Pattern.compile("(\\d+) packets");

    @TempDir
    private Path folder;

    @Test
    void bothProgramsReceiveUntilTheyAreToldToStop() throws Exception {
        final EmbeddingDocument document = new EmbeddingDocument();
        final List<String> programs = compile(document);
        assertEquals(List.of("DrivenFeed", "StartedFeed"), programs);
        for (String program : programs) {
            final int port = LoopbackSender.freePort();
            final Path config = Files.writeString(folder.resolve(program + ".conf"),
                    document.blocks("hocon").getFirst().replace("14310", Integer.toString(port)));
            final String out = LoopbackSender.sendingTo(port, () -> runUntilStopped(program, config));
            final Matcher packets = PACKETS.matcher(out.substring(out.indexOf('\n')));
            assertTrue(packets.find() && Integer.parseInt(packets.group(1)) > 0, out);
            assertTrue(out.contains(" 0 handler errors"), out);
        }
    }

    @Test
    void aRefusalIsOneSentenceAndANonZeroExit() throws Exception {
        for (String program : compile(new EmbeddingDocument())) {
            final Child refused = Child.run(folder, Map.of(), command(program, folder.resolve("none.conf")));
            assertEquals(1, refused.exitCode());
            assertEquals(1, refused.err().lines().count(), refused.err());
            assertTrue(refused.err().contains("there is no such file"), refused.err());
        }
    }

    @Test
    void theFlagsAreThoseOfTheLauncher() throws Exception {
        final List<String> blocks = new EmbeddingDocument().blocks("");
        assertEquals(JvmFlags.required(false), blocks.get(0).lines().toList());
        final List<String> all = new ArrayList<>(JvmFlags.required(false));
        all.addAll(blocks.get(1).lines().toList());
        assertEquals(JvmFlags.required(true), all);
    }

    @Test
    void theCoordinatesAreThoseOfThisBuild() throws Exception {
        final String parent = Files.readString(Child.root().resolve("pom.xml"));
        final String version = parent.substring(parent.indexOf("<version>"), parent.indexOf("</version>"));
        for (String dependency : new EmbeddingDocument().blocks("xml")) {
            assertTrue(dependency.contains(version + "</version>"), dependency);
        }
    }

    /** Every thread of a running receiver stands in the table, and none besides. */
    @Test
    void theThreadsAreThoseOfTheTable() throws Exception {
        final Child threads = Child.java(folder, Child.flags(), ThreadsMain.class.getName(),
                folder.resolve("journal"), LoopbackSender.freePort());
        assertEquals(0, threads.exitCode(), threads.err());
        assertEquals(List.of("background~resource~releaser", "rxpath-housekeeping", "rxpath-journal",
                "rxpath-poll-NAME", "rxpath-retention"), threads.out().lines().toList());
        final String document = new EmbeddingDocument().text();
        threads.out().lines().forEach(name -> assertTrue(document.contains("`" + name + "`"), name));
    }

    private List<String> compile(EmbeddingDocument document) throws IOException {
        final Path classes = Files.createDirectories(folder.resolve("classes"));
        return document.compile(JournalFree.classPath(classes), classes);
    }

    private List<String> command(String program, Path config) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.required(false));
        command.addAll(
                List.of("-cp", JournalFree.classPath(folder.resolve("classes")), program, config.toString()));
        return command;
    }

    private String runUntilStopped(String program, Path config) throws Exception {
        final Path out = folder.resolve(program + ".out");
        final Path err = folder.resolve(program + ".err");
        final ProcessBuilder builder = new ProcessBuilder(command(program, config))
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(Child.TALK);
        final Process process = builder.start();
        try {
            for (int wait = 0; wait < 600 && process.isAlive()
                    && !Files.readString(out).contains("receiving"); wait++) {
                Thread.sleep(50);
            }
            Thread.sleep(300); // packets come meanwhile
            process.destroy();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), program + " still runs");
        } finally {
            process.destroyForcibly();
        }
        assertEquals("", Files.readString(err));
        assertEquals(EXIT_BY_SIGTERM, process.exitValue());
        assertNotEquals("", Files.readString(out));
        return Files.readString(out);
    }
}
