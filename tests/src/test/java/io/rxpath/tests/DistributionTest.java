package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** The tar.gz that mvn package makes: what is in it, that it runs where it is unpacked, and that it writes nothing. */
class DistributionTest {
    /** Covers what a process may leave files in, makes the folder $1 read-only, runs the rest, lists what is left. */
    private static final String COVERED = """
            for folder in /tmp /var/tmp /dev/shm; do mount -t tmpfs none "$folder"; done
            mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99
            shift
            "$@"
            code=$?
            find /tmp /var/tmp /dev/shm "$HOME" "$TMPDIR" -mindepth 1 >&2
            exit $code
            """;

    /** Not in /tmp, which is covered. */
    @TempDir(factory = InTarget.class)
    private Path folder;
    private Distribution distribution;

    @BeforeEach
    void find() throws IOException {
        distribution = new Distribution(folder);
    }

    @Test
    void holdsWhatItTakesToRunAndToRead() throws Exception {
        final Path unpacked = distribution.unpack();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(new TreeSet<>(List.of(distribution.name(), "home", "temporary")), files
                    .map(it -> it.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
        for (String file : List.of("conf/jvm.flags", "conf/rxpath.conf", "lib/rxpath-cli.jar", "LICENSE",
                "THIRD-PARTY.txt", "README.md", "CHANGELOG.md", "docs/embedding.md",
                "docs/architecture.md")) {
            assertTrue(Files.isRegularFile(unpacked.resolve(file)), file);
        }
        try (Stream<Path> commands = Files.list(unpacked.resolve("bin"))) {
            assertEquals(List.of("find-jdk", "rxpath"),
                    commands.map(it -> it.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void everyEntryHasTheSameTimeAndOwner() throws Exception {
        for (String entry : distribution.entries()) {
            final String mode = entry.contains("/bin/") || entry.endsWith("/") ? "rwxr-xr-x" : "rw-r--r--";
            assertTrue(
                    entry.matches(
                            "[d-]" + mode + " 0/0 +\\d+ 2026-01-01 00:00:00 " + distribution.name() + "/.*"),
                    entry);
        }
    }

    @Test
    void everyJarOfOthersIsNamedWithItsLicence() throws Exception {
        final Path unpacked = distribution.unpack();
        try (Stream<Path> jars = Files.list(unpacked.resolve("lib"))) {
            final List<String> there = jars
                    .map(it -> it.getFileName().toString().replaceFirst("-[0-9].*", ""))
                    .filter(it -> !it.startsWith("rxpath")).sorted(String.CASE_INSENSITIVE_ORDER).toList();
            assertEquals(there, Files.readAllLines(unpacked.resolve("THIRD-PARTY.txt")).stream()
                    .filter(it -> it.contains(" https://")).map(it -> it.split(" +")[0]).toList());
        }
    }

    @Test
    void runsWhereItIsUnpacked() throws Exception {
        final Path unpacked = distribution.unpack();
        final Map<Path, Object> before = times(unpacked);
        final Child version = rxpath(unpacked, "--version");
        assertEquals("", version.err());
        assertTrue(version.out().startsWith(distribution.name().replace("rxpath-", "rxpath ") + " "),
                version.out());
        final Child validate = rxpath(unpacked, "validate", unpacked.resolve("conf/rxpath.conf"));
        assertEquals(0, validate.exitCode(), validate.err());
        assertTrue(validate.out().startsWith("ok: "), validate.out());
        final Path journal = folder.resolve("journal");
        final int port = LoopbackSender.freePort();
        final Child run = receive(port, command(unpacked, "run", "--bind", "127.0.0.1:" + port, "--busy-poll",
                0, "--seconds", 1, "--journal", journal));
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        final Child tail = rxpath(unpacked, "tail", journal);
        assertEquals(0, tail.exitCode(), tail.err());
        assertTrue(tail.out().lines().anyMatch(line -> line.contains(" w0/s0 #")), tail.out());
        assertEquals(before, times(unpacked));
        assertEquals(List.of(distribution.home()), tree(distribution.home()));
        assertEquals(List.of(distribution.temporary()), tree(distribution.temporary()));
    }

    @Test
    void needsNoWritePermissionAndLeavesNothingBehind() throws Exception {
        final Path unpacked = distribution.unpack();
        final List<String> alone = "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "--mount")
                : List.of("unshare", "--user", "--map-root-user", "--mount");
        final List<String> covered = with(alone, List.of("sh", "-c", COVERED, "sh", unpacked.toString()));
        final Child trial = distribution.run(with(covered, List.of("true")));
        assumeTrue(trial.exitCode() == 0, "mount namespaces are refused here: " + trial.err());
        assertEquals("", trial.err());
        final Child left = distribution.run(with(covered, List.of("touch", "/tmp/left")));
        assertEquals("/tmp/left", left.err().strip(), "what is left is not seen");
        final Path journal = folder.resolve("journal");
        final int port = LoopbackSender.freePort();
        final Child run = receive(port, with(covered, command(unpacked, "run", "--bind", "127.0.0.1:" + port,
                "--busy-poll", 0, "--seconds", 1, "--journal", journal)));
        assertEquals(0, run.exitCode(), run.err());
        assertEquals("", run.err());
        final Child tail = distribution.run(with(covered, command(unpacked, "tail", journal)));
        assertEquals(0, tail.exitCode(), tail.err());
        assertEquals("", tail.err());
        assertTrue(tail.out().lines().anyMatch(line -> line.contains(" w0/s0 #")), tail.out());
    }

    private Child rxpath(Path unpacked, Object... arguments) throws Exception {
        return distribution.run(command(unpacked, arguments));
    }

    private Child receive(int port, List<String> command) throws Exception {
        return LoopbackSender.sendingTo(port, () -> distribution.run(command));
    }

    private static List<String> command(Path unpacked, Object... arguments) {
        return with(List.of(unpacked.resolve("bin/rxpath").toString()),
                Stream.of(arguments).map(Object::toString).toList());
    }

    private static List<String> with(List<String> prefix, List<String> command) {
        final List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    private static Map<Path, Object> times(Path unpacked) throws IOException {
        final Map<Path, Object> times = new TreeMap<>();
        for (Path file : tree(unpacked)) {
            times.put(file, Files.getLastModifiedTime(file));
        }
        return times;
    }

    private static List<Path> tree(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            return files.toList();
        }
    }

    /** Below the module's own target folder. */
    static final class InTarget implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
                throws IOException {
            final Path target = Files.createDirectories(Child.root().resolve("tests/target"));
            return Files.createTempDirectory(target, "distribution");
        }
    }
}
