package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.lab.Laboratory;
import io.rxpath.lab.truth.LabelFault;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.telemetry.event.Branch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
class TruthCommandTest {
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

    private static Invocation truth(LabelFault fault, String... arguments) throws Exception {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final CommandLine command = new CommandLine(new TruthCommand(fault))
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true);
        // The run takes its thread into a namespace for good.
        final FutureTask<Integer> run = new FutureTask<>(() -> command.execute(arguments));
        new Thread(run, "truth").start();
        return new Invocation(run.get(), out.toString(), err.toString());
    }

    private static boolean root() {
        return Libc.geteuid() == 0 && Namespaces.initialUserNamespace();
    }

    @Test
    void wrongLabelsEndInOne() throws Exception {
        Assumptions.assumeTrue(root(), "recording the kernel's trace needs root");
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2, "one CPU only");
        final Invocation wrong = truth((number, branch) -> Branch.HOT_POLL, "--quick", "--scenario",
                "steady-200us/interrupt/plain", "--witness", "off", "--json", "--out", folder.toString());
        assertEquals(ExitCode.FINDINGS, wrong.exitCode(), wrong::toString);
        assertTrue(wrong.out().startsWith("{") && wrong.out().contains("\"met\" : false"), wrong.out());
        assertTrue(wrong.err().contains("steady-200us/interrupt/plain/off/1: BELOW"), wrong.err());
        assertTrue(wrong.err().contains("NOT all bars are met"), wrong.err());
        assertEquals(1, Files.readAllLines(folder.resolve("cells.jsonl")).size());

        final Invocation resumed = truth(LabelFault.NONE, "--quick", "--scenario",
                "steady-200us/interrupt/plain", "--witness", "off", "--out", folder.toString(), "--resume");
        assertEquals(ExitCode.FINDINGS, resumed.exitCode(), "what is kept counts");
        assertTrue(!resumed.out().contains("..."), "nothing was run again: " + resumed.out());
    }

    @Test
    void anOrdinaryUserIsRefusedInOneSentence() {
        Assumptions.assumeFalse(root(), "this user is root");
        final Invocation refused = Invocation.of("truth", "--quick");
        assertEquals(ExitCode.NO_PERMISSION, refused.exitCode(), refused::toString);
        assertTrue(refused.saysOneSentence(), refused.err());
    }

    @Test
    void aCaptureThatIsMissingSkipsItsScenarioAndProvesNothing() throws Exception {
        Assumptions.assumeTrue(root(), "recording the kernel's trace needs root");
        final Invocation skipped = truth(LabelFault.NONE, "--scenario", "cme/blocking/plain", "--witness",
                "off", "--repeats", "1");
        assertEquals(ExitCode.FINDINGS, skipped.exitCode());
        assertTrue(skipped.out().contains("skipped: cme: no capture is named"), skipped.out());
    }
}
