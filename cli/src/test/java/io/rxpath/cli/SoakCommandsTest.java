package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.lab.Laboratory;
import io.rxpath.linux.CpuAffinity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SoakCommandsTest {
    @TempDir
    private Path folder;
    private Laboratory.Reservation machine;

    /** Not within a test's time limit. */
    @BeforeEach
    void waitForOtherLaboratories() {
        machine = Laboratory.reserve(System.err::println);
    }

    @AfterEach
    void letOthersIn() {
        machine.close();
    }

    @Test
    void aSoakPrintsItsFiguresAndNothingElse() {
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2, "one CPU only");
        final Invocation soak = Invocation.of("soak", "--loopback", "--minutes", 0.03, "--rate", 5000,
                "--readers", 1, "--json", "--out", folder.resolve("out"));
        assertEquals(ExitCode.OK, soak.exitCode(), soak::toString);
        assertTrue(soak.out().startsWith("{") && soak.out().contains("\"ok\" : true"), soak.out());
        assertTrue(soak.err().lines().allMatch(line -> line.startsWith("... ")), soak.err());
        assertEquals(ExitCode.OK,
                Invocation.of("tail", folder.resolve("out/journal"), "--limit", 5).exitCode());
    }

    @Test
    void aDrillPrintsItsFigures() {
        final Invocation drill = Invocation.of("kill-drill", "--times", 1, "--rate", 5000, "--out",
                folder.resolve("out"));
        assertEquals(ExitCode.OK, drill.exitCode(), drill::toString);
        assertTrue(drill.out().contains("\nok: "), drill.out());
        assertTrue(Files.isDirectory(folder.resolve("out/journal")));
    }

    @Test
    void aFolderWithSomethingInItIsRefusedInOneSentence() throws Exception {
        Files.writeString(folder.resolve("mine"), "x");
        for (String command : new String[]{"soak", "kill-drill"}) {
            final Invocation refused = Invocation.of(command, "--out", folder);
            assertEquals(ExitCode.FINDINGS, refused.exitCode(), refused::toString);
            assertTrue(refused.saysOneSentence() && refused.err().contains("is not empty"), refused.err());
        }
    }
}
