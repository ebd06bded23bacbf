package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.rxpath.bench.BusyProcesses.Busy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is named, by two recorded trees of /proc, 200 ms apart. */
class BusyProcessesTest {
    private static final double SECONDS = 0.2;
    private static final long OWN = 500;
    /** What a kernel wrote; parent, utime, stime and the beginning are filled in. */
    private static final String STAT = "%d (%s) R %d 77 77 0 -1 4194304 1021 0 0 0 %d %d 0 0 20 0 1 0 %d"
            + " 3174400 512 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    @TempDir
    private Path folder;

    private void process(String look, long pid, String name, long parent, long user, long system, long began)
            throws IOException {
        Path process = Files.createDirectories(folder.resolve(look).resolve(Long.toString(pid)));
        Files.writeString(process.resolve("stat"),
                String.format(STAT, pid, name, parent, user, system, began));
    }

    private List<Busy> found() throws IOException {
        return BusyProcesses.between(BusyProcesses.look(folder.resolve("before")),
                BusyProcesses.look(folder.resolve("after")), SECONDS, OWN);
    }

    @Test
    void whoeverHadMoreThanHalfACpuIsNamedTheBusiestFirst() throws IOException {
        process("before", 1, "init", 0, 900, 100, 1);
        process("after", 1, "init", 0, 901, 100, 1);
        process("before", 70, "Web Content) (x", 1, 100, 10, 40);
        process("after", 70, "Web Content) (x", 1, 106, 16, 40);
        process("before", 71, "java", 1, 50, 0, 41);
        process("after", 71, "java", 1, 90, 0, 41);
        process("before", 72, "half", 1, 0, 0, 42);
        process("after", 72, "half", 1, 10, 0, 42);
        Files.createDirectories(folder.resolve("after/sys"));
        assertEquals(List.of(new Busy(71, "java", 2), new Busy(70, "Web Content) (x", 0.6)), found());
        assertEquals("others wanted CPUs when it began: java (process 71) had 200 % of a CPU,"
                + " Web Content) (x (process 70) had 60 % of a CPU", BusyProcesses.sentence(found()));
    }

    @Test
    void ourOwnDoNotCountNorWhoCameOrWentMeanwhile() throws IOException {
        process("before", OWN, "java", 1, 0, 0, 50);
        process("after", OWN, "java", 1, 40, 0, 50);
        process("before", 501, "sh", OWN, 0, 0, 51);
        process("after", 501, "sh", OWN, 20, 0, 51);
        process("before", 502, "floor", 501, 0, 0, 52);
        process("after", 502, "floor", 501, 20, 0, 52);
        process("before", 80, "gone", 1, 0, 0, 53);
        process("after", 81, "new", 1, 20, 0, 54);
        process("before", 82, "earlier", 1, 0, 0, 55);
        process("after", 82, "later", 1, 20, 0, 75);
        Files.createDirectories(folder.resolve("after/83"));
        process("before", 84, "circle", 85, 0, 0, 56);
        process("after", 84, "circle", 85, 0, 0, 56);
        process("after", 85, "circle", 84, 0, 0, 57);
        assertEquals(List.of(), found());
        assertEquals("no other process was busy when it began", BusyProcesses.sentence(found()));
    }

    @Test
    void aCrowdIsCutShort() {
        List<Busy> crowd = IntStream.range(0, 7).mapToObj(i -> new Busy(i, "p" + i, 1)).toList();
        String sentence = BusyProcesses.sentence(crowd);
        assertTrue(sentence.endsWith("p4 (process 4) had 100 % of a CPU and 2 more"), sentence);
    }

    @Test
    void theMachineItselfIsLookedAt() {
        String sentence = BusyProcesses.sentence();
        assertTrue(sentence.endsWith("when it began") || sentence.contains(" % of a CPU"), sentence);
    }
}
