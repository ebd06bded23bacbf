package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/bench: what it builds, when, and what it refuses. */
class BenchLauncherTest {
    @TempDir
    private Path folder;
    private FakeClone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new FakeClone(folder);
        Files.copy(Child.root().resolve("bin/bench"), clone.root().resolve("bin/bench"),
                StandardCopyOption.COPY_ATTRIBUTES);
        FakeClone.write(clone.root().resolve("bench/target/rxpath-bench.jar"), "jar");
        FakeClone.write(clone.root().resolve("bench/src/jmh/java/Steps.java"), "class Steps {}");
    }

    @Test
    void buildsOnFirstUseAndHandsArgumentsOver() throws Exception {
        final Child first = bench("witness", "two words");
        assertEquals(0, first.exitCode(), first.err());
        assertEquals(
                List.of("options: ", "argument: @" + clone.root().resolve("conf/jvm.flags"), "argument: -cp",
                        "argument: " + clone.root().resolve("bench/target/rxpath-bench.jar"),
                        "argument: io.rxpath.bench.Main", "argument: witness", "argument: two words"),
                first.out().lines().toList());
        assertEquals("", bench("witness").err());
        assertEquals(1, clone.builds());
    }

    @Test
    void newerSourcesAreBuiltAndAFailedBuildNeverCounts() throws Exception {
        bench();
        final Path source = clone.root().resolve("cli/src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        FakeClone.write(clone.root().resolve("fail"), "");
        for (int attempt = 1; attempt <= 2; attempt++) {
            final Child failed = bench();
            assertEquals(1, failed.exitCode());
            assertEquals("", failed.out());
            assertTrue(
                    failed.err().contains("it does not compile") && failed.err().contains("the build failed"),
                    failed.err());
        }
        assertEquals(3, clone.builds());
    }

    @Test
    void twoAtOnceWouldMeasureEachOther() throws Exception {
        bench();
        final Process running = new ProcessBuilder("flock",
                clone.root().resolve("target/bench.lock").toString(), "sleep", "60").start();
        try {
            // The lock is taken a moment after the process starts.
            Child second = bench();
            for (int attempt = 0; attempt < 20 && second.exitCode() == 0; attempt++) {
                Thread.sleep(50);
                second = bench();
            }
            assertEquals(1, second.exitCode());
            assertEquals("", second.out());
            assertTrue(second.err().startsWith("bench: another benchmark"), second.err());
            assertEquals(1, second.err().lines().count(), second.err());
        } finally {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            assertTrue(running.waitFor(10, TimeUnit.SECONDS));
        }
    }

    private Child bench(String... arguments) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(clone.root().resolve("bin/bench").toString()));
        command.addAll(List.of(arguments));
        return Child.run(folder.resolve("home"), clone.environment(), command);
    }
}
