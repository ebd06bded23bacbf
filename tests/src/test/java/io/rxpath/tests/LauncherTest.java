package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/rxpath: what it builds, when, and what it refuses. */
class LauncherTest {
    @TempDir
    private Path folder;
    private FakeClone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new FakeClone(folder);
    }

    @Test
    void buildsOnFirstUseAndHandsArgumentsOver() throws Exception {
        final Child first = clone.start("run", "two words", "--x=*", "");
        assertEquals(0, first.exitCode(), first.err());
        assertEquals(List.of("options: ", "argument: @" + clone.root().resolve("conf/jvm.flags"),
                "argument: -XX:+PerfDisableSharedMem", "argument: -cp",
                "argument: " + clone.root().resolve("cli/target/lib/rxpath-cli.jar"),
                "argument: io.rxpath.cli.Main", "argument: run", "argument: two words", "argument: --x=*",
                "argument: "), first.out().lines().toList());
        assertEquals(2, first.err().lines().count(), first.err());
        assertTrue(first.err().startsWith("rxpath: building"), first.err());
        final Child second = clone.start("--version");
        assertEquals(0, second.exitCode());
        assertEquals("", second.err());
        assertEquals(1, clone.builds());
    }

    @Test
    void worksThroughALink() throws Exception {
        final Path link = Files.createSymbolicLink(folder.resolve("rxpath"),
                clone.root().resolve("bin/rxpath"));
        assertEquals(0,
                Child.run(folder, clone.environment(), List.of(link.toString(), "--version")).exitCode());
    }

    @Test
    void newerSourcesAreBuilt() throws Exception {
        clone.start();
        final Path source = clone.root().resolve("cli/src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertTrue(clone.start().err().contains("building"));
        assertEquals(2, clone.builds());
    }

    @Test
    void aFailedBuildNeverCounts() throws Exception {
        FakeClone.write(clone.root().resolve("fail"), "");
        for (int attempt = 1; attempt <= 2; attempt++) {
            final Child failed = clone.start();
            assertEquals(1, failed.exitCode());
            assertEquals("", failed.out());
            assertTrue(
                    failed.err().contains("it does not compile") && failed.err().contains("the build failed"),
                    failed.err());
            assertEquals(attempt, clone.builds());
        }
        Files.delete(clone.root().resolve("fail"));
        assertEquals(0, clone.start().exitCode());
    }

    @Test
    void aBuildThatBreaksAnEarlierOneNeverCounts() throws Exception {
        clone.start();
        final Path source = clone.root().resolve("pom.xml");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        FakeClone.write(clone.root().resolve("fail"), "");
        assertEquals(1, clone.start().exitCode());
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(3600)));
        assertEquals(1, clone.start().exitCode(), "half a jar passed for a build");
    }

    @Test
    void aDamagedJarIsBuiltAgain() throws Exception {
        clone.start();
        Files.writeString(clone.root().resolve("cli/target/lib/a.jar"), "lib");
        assertEquals(0, clone.start().exitCode());
        assertEquals(2, clone.builds());
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            final List<Future<Child>> starts = both
                    .invokeAll(List.of(() -> clone.start("a"), () -> clone.start("b")));
            for (Future<Child> start : starts) {
                final Child child = start.get();
                assertEquals(0, child.exitCode(), child.err());
                assertTrue(child.out().contains("io.rxpath.cli.Main"), child.out());
            }
        }
        assertEquals(1, clone.builds());
    }

    @Test
    void aRunningOneKeepsItsJars() throws Exception {
        clone.start();
        final Process running = new ProcessBuilder("flock", "-s",
                clone.root().resolve("target/use.lock").toString(), "sleep", "60").start();
        try {
            final Path source = clone.root().resolve("pom.xml");
            Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
            // The lock is taken a moment after the process starts.
            Child start = clone.start();
            for (int attempt = 0; attempt < 20 && !start.err().contains("another rxpath runs"); attempt++) {
                Thread.sleep(50);
                Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
                start = clone.start();
            }
            assertEquals(0, start.exitCode());
            assertTrue(start.err().contains("another rxpath runs from it"), start.err());
        } finally {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            assertTrue(running.waitFor(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void unpackedNothingIsBuiltOrWritten() throws Exception {
        for (String onlyInAClone : List.of("pom.xml", "build/fingerprint")) {
            Files.delete(clone.root().resolve(onlyInAClone));
        }
        for (String onlyForAClone : List.of("mvn", "flock", "mkdir", "touch", "find")) {
            Files.delete(clone.tools().resolve(onlyForAClone));
        }
        final Path jar = clone.root().resolve("lib/rxpath-cli.jar");
        final Child incomplete = clone.start("--version");
        assertEquals(1, incomplete.exitCode());
        assertEquals("rxpath: " + jar + " is missing: unpack the tar.gz anew.", incomplete.err().strip());
        FakeClone.write(jar, "jar");
        final Child start = clone.start("run", "two words");
        assertEquals(0, start.exitCode(), start.err());
        assertEquals("", start.err());
        assertTrue(start.out().contains("argument: -cp\nargument: " + jar + "\n"), start.out());
        assertTrue(Files.notExists(clone.root().resolve("target")));
        assertEquals(0, clone.builds());
    }

    @Test
    void otherPlatformsAreOneSentence() throws Exception {
        clone.replace("uname", "echo Linux aarch64");
        assertRefused(69, "rxpath needs Linux on x86-64 with glibc 2.35 or newer; this is Linux aarch64");
        clone.replace("uname", "echo Linux x86_64");
        clone.replace("getconf", "echo glibc 2.31");
        assertRefused(69, "this is glibc 2.31");
        clone.replace("getconf", "exit 1");
        assertRefused(69, "this C library is not glibc");
    }

    @Test
    void aMissingMavenIsOneSentence() throws Exception {
        Files.delete(clone.tools().resolve("mvn"));
        assertRefused(69, "install Maven 3.8 or newer");
    }

    @Test
    void rootNeedsNoUserNamespace() throws Exception {
        assumeTrue(isRoot(), "only root is root");
        clone.replace("unshare", "exit 1");
        assertEquals(0, clone.start("demo").exitCode());
    }

    @Test
    void theDemoOfAnOrdinaryUserRunsInANamespace() throws Exception {
        clone.start();
        clone.replace("unshare", "echo \"unshare: $*\" >>\"$HOME/unshared\"; shift 4; exec \"$@\"");
        final Child demo = asOrdinaryUser("--debug", "demo", "--pcap", "x y");
        assertEquals(0, demo.exitCode(), demo.err());
        assertTrue(demo.out().contains("argument: demo\nargument: --pcap\nargument: x y\n"), demo.out());
        final List<String> unshared = Files.readAllLines(folder.resolve("home/unshared"));
        assertEquals("unshare: --user --map-root-user --net --mount true", unshared.getFirst());
        assertTrue(unshared.getLast().startsWith("unshare: --user --map-root-user --net --mount " + folder),
                unshared::toString);
        Files.delete(folder.resolve("home/unshared"));
        assertEquals(0, asOrdinaryUser("soak", "--quick").exitCode());
        assertTrue(Files.exists(folder.resolve("home/unshared")));
        Files.delete(folder.resolve("home/unshared"));
        for (List<String> others : List.of(List.of("run"), List.of("demo", "--help"),
                List.of("soak", "--loopback"), List.of("kill-drill"), List.of("validate", "demo"))) {
            assertEquals(0, asOrdinaryUser(others.toArray()).exitCode());
            assertTrue(Files.notExists(folder.resolve("home/unshared")), others::toString);
        }
    }

    @Test
    void refusedUserNamespacesAreNamed() throws Exception {
        clone.start();
        clone.replace("unshare", "echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1");
        assertNamespaceRefused("which this machine refuses (");
        Files.delete(clone.tools().resolve("unshare"));
        assertNamespaceRefused("needs unshare(1)");
    }

    @Test
    void eachRestrictionOfUserNamespacesIsNamed() throws Exception {
        assumeTrue(isRoot(), "only root can cover /proc/sys in a mount namespace");
        clone.start();
        clone.replace("unshare", "exit 1");
        for (String setting : List.of("user.max_user_namespaces 0", "kernel.unprivileged_userns_clone 0",
                "kernel.apparmor_restrict_unprivileged_userns 1")) {
            final String name = setting.split(" ")[0];
            final String value = setting.split(" ")[1];
            final String file = "/proc/sys/" + name.replace('.', '/');
            final String script = "mount -t tmpfs none /proc/sys/" + name.replaceFirst("\\..*", "")
                    + " && echo " + value + " >" + file
                    + " && exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";
            final Child covered = Child.run(folder, Map.of(), List.of("unshare", "--mount", "true"));
            assumeTrue(covered.exitCode() == 0, "mount namespaces are refused here: " + covered.err());
            final List<String> command = new ArrayList<>(
                    List.of("unshare", "--mount", "sh", "-c", script, "sh", "env"));
            clone.environment().forEach((key, text) -> command.add(key + "=" + text));
            command.addAll(clone.command("demo"));
            final Child refused = Child.run(folder, Map.of(), command);
            assertEquals(77, refused.exitCode(), refused.err());
            assertTrue(refused.err().contains("(" + name + " is " + value + ")"), refused.err());
        }
    }

    private void assertNamespaceRefused(String fragment) throws Exception {
        final Child refused = asOrdinaryUser("demo");
        assertEquals(77, refused.exitCode(), refused.err());
        assertEquals("", refused.out());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertTrue(refused.err().contains(fragment), refused.err());
    }

    private Child asOrdinaryUser(Object... arguments) throws Exception {
        return isRoot() ? clone.startAsNobody(arguments) : clone.start(arguments);
    }

    private void assertRefused(int exitCode, String fragment) throws Exception {
        final Child refused = clone.start("--version");
        assertEquals(exitCode, refused.exitCode(), refused.err());
        assertEquals("", refused.out());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertTrue(refused.err().contains(fragment), refused.err());
    }

    private static boolean isRoot() throws Exception {
        return Child.run(Path.of("/"), Map.of(), List.of("id", "-u")).out().strip().equals("0");
    }
}
