package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.rxpath.JvmFlags;
import io.rxpath.linux.Libc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MachineLockTest {
    private static final Duration LONG = Duration.ofSeconds(40);

    @TempDir
    private Path folder;
    private final List<String> said = new ArrayList<>();
    private final List<Process> others = new ArrayList<>();
    private Path place;

    @BeforeEach
    void choosePlace() {
        place = folder.resolve("lock");
    }

    @AfterEach
    void endOthers() throws InterruptedException {
        for (Process other : others) {
            other.destroyForcibly().waitFor();
        }
    }

    private MachineLock lock(Duration limit) {
        return new MachineLock(List.of(place), limit);
    }

    private Process other() throws IOException {
        List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        line.addAll(JvmFlags.required(false));
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                LockToKill.class.getName(), place.toString()));
        Process other = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        others.add(other);
        return other;
    }

    private Process holder() throws IOException {
        Process holder = other();
        assertEquals(LockToKill.HELD, holder.inputReader().readLine());
        return holder;
    }

    @Test
    void aKilledHolderLetsTheNextOneIn() throws Exception {
        Process holder = holder();
        CountDownLatch waiting = new CountDownLatch(1);
        FutureTask<MachineLock.Share> next = new FutureTask<>(() -> lock(LONG).take(sentence -> {
            said.add(sentence);
            waiting.countDown();
        }));
        new Thread(next, "next").start();
        assertTrue(waiting.await(LONG.toSeconds(), TimeUnit.SECONDS));
        assertFalse(next.isDone());
        holder.destroyForcibly();
        next.get().close();
        assertEquals(List.of("another laboratory is open on this machine (process " + holder.pid()
                + "), and two would measure each other: waiting up to 40 s for its end"), said);
    }

    @Test
    void aHolderThatGoesOnForTooLongIsASentence() throws Exception {
        Process holder = holder();
        MachineLock lock = lock(Duration.ofSeconds(1));
        LabException tooLong = assertThrows(LabException.class, () -> lock.take(said::add));
        assertEquals(
                "another laboratory is still open on this machine after 1 s (process " + holder.pid()
                        + "), and two would measure each other: wait for its end or end it",
                tooLong.getMessage());
        assertEquals(1, said.size(), said::toString);
        holder.destroyForcibly().waitFor();
        lock.take(said::add).close();
        assertEquals(1, said.size(), said::toString);
    }

    @Test
    void aProcessThatHasItIsLetInAgainAndItsLastShareCounts() throws Exception {
        MachineLock lock = lock(LONG);
        MachineLock.Share outer = lock.take(said::add);
        MachineLock.Share inner = lock.take(said::add);
        outer.close();
        outer.close();
        BufferedReader other = other().inputReader();
        String waits = other.readLine();
        assertTrue(waits.contains("(process " + Libc.getpid() + ")"), waits);
        inner.close();
        assertEquals(LockToKill.HELD, other.readLine());
        assertEquals(List.of(), said);
    }

    @Test
    void everyUserMayOpenTheFileAndNothingElseIsLeft() throws IOException {
        lock(LONG).take(said::add).close();
        assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(place), left.toList());
        }
        lock(LONG).take(said::add).close();
        assertEquals(List.of(), said);
    }

    @Test
    void thePlaceThatCanBeHadCountsAndWithoutAnyItSaysSo() throws IOException {
        Path nowhere = folder.resolve("missing/lock");
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        new MachineLock(List.of(nowhere, link, place), LONG).take(said::add).close();
        assertEquals(List.of(), said);
        assertTrue(Files.exists(place));
        MachineLock none = new MachineLock(List.of(nowhere, link), LONG);
        MachineLock.Share share = none.take(said::add);
        none.take(said::add).close();
        share.close();
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.getFirst().startsWith("whether another laboratory is open on this machine is not known")
                        && said.getFirst().contains(nowhere.toString()),
                said::toString);
    }

    @Test
    void theKernelsListNamesTheHolder() {
        String locks = """
                1: POSIX  ADVISORY  READ  812 fe:00:77 1073741824 1073742335
                2: FLOCK  ADVISORY  WRITE 813 fe:00:2146380 0 EOF
                3: POSIX  ADVISORY  WRITE 24069 fe:00:2146380 0 EOF
                3: -> POSIX  ADVISORY  WRITE 24070 fe:00:2146380 0 EOF
                4: POSIX  ADVISORY  WRITE 901 103:100:5 0 EOF
                4: POSIX  ADVISORY  WRITE 0 103:100:6 0 EOF
                5: -> POSIX  ADVISORY  WRITE 900 00:19:6 0 EOF
                """;
        assertEquals(OptionalLong.of(24069), MachineLock.holder(locks, 0xfe00, 2_146_380));
        assertEquals(OptionalLong.empty(), MachineLock.holder(locks, 0xfe01, 2_146_380));
        assertEquals(OptionalLong.of(901), MachineLock.holder(locks, 0x110300, 5), "259:256");
        assertEquals(OptionalLong.empty(), MachineLock.holder(locks, 0x110300, 6),
                "nobody of this container");
        assertEquals(OptionalLong.empty(), MachineLock.holder(locks, 0x19, 6), "who waits has nothing");
        assertEquals(OptionalLong.empty(), MachineLock.holder("", 0xfe00, 1));
    }
}
