package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.lab.AloneOnTheMachine;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.LinuxException;

/** Short soaks. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class SoakTest {
    @TempDir
    private Path temp;
    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

    private SoakResult soak(SoakOptions options) throws Exception {
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2,
                "one CPU only: receiver and sender would take it from each other");
        // It takes its thread into a namespace for good.
        FutureTask<SoakResult> soak = new FutureTask<>(new Soak(options, steps::add)::run);
        new Thread(soak, "soak").start();
        return soak.get();
    }

    @Test
    void allIsThereOverLoopbackWithReadersThatComeAndGo() throws Exception {
        SoakResult result = soak(
                new SoakOptions(4, 20_000, 2, SoakOptions.RING_RECORDS, false, true, 1, temp.resolve("out")));
        assertEquals(List.of(), result.findings(), result::toString);
        assertTrue(result.ok());
        assertEquals(result.traffic().handled(), result.journal().packets() + result.journal().inGaps());
        assertTrue(result.journal().compared() > 0, result::toString);
        assertTrue(result.readers().sessions() > 0 && result.readers().blocks() > 0, result::toString);
        assertTrue(result.load().memory().size() >= 4, result::toString);
        assertTrue(Files.isDirectory(temp.resolve("out/journal")));
        assertTrue(SoakText.of(result).lines().allMatch(line -> line.length() <= Lines.COLUMNS));
        assertTrue(steps.stream().allMatch(it -> it.length() <= Lines.COLUMNS || it.contains("/")),
                steps::toString);
    }

    @Test
    void whatTheRingDropsIsInGapRecords() throws Exception {
        SoakResult result = soak(new SoakOptions(1, 200_000, 0, 64, false, true, 1, null));
        assertEquals(List.of(), result.findings(), result::toString);
        assertTrue(result.journal().gapRecords() > 0, result::toString);
        assertTrue(result.journal().inGaps() >= result.journal().gapRecords(), result::toString);
        String folder = steps.stream().filter(it -> it.startsWith("journal in ")).findFirst().orElseThrow()
                .substring("journal in ".length()).replaceAll(",.*", "");
        assertFalse(Files.exists(Path.of(folder)), folder);
    }

    @Test
    void allIsThereOverTheVethPair() throws Exception {
        SoakResult result;
        try {
            result = soak(new SoakOptions(2, 20_000, 1, SoakOptions.RING_RECORDS, false, false, 2, null));
        } catch (java.util.concurrent.ExecutionException failed) {
            Assumptions.assumeFalse(failed.getCause() instanceof LinuxException,
                    () -> "no laboratory: " + failed.getCause().getMessage());
            throw failed;
        }
        assertEquals(List.of(), result.findings(), result::toString);
        assertEquals("a veth pair", result.line());
        assertTrue(result.traffic().handled() > 0, result::toString);
    }
}
