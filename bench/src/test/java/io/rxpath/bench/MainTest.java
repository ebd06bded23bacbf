package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import io.rxpath.poller.PollEngine;
import org.junit.jupiter.api.Test;

/** What the command line refuses, before anything is opened. */
class MainTest {
    @Test
    void wrongOptionsAreOneSentence() {
        assertRefused("a command is missing: one of floor, rate, steps, witness is wanted");
        assertRefused("--engine interrupt never polls", "witness", "--engine", "interrupt");
        assertRefused("--engine", "witness", "--engine", "warp");
        assertRefused("--window takes microseconds from 1 to " + PollEngine.MAX_WINDOW_NS / 1_000, "witness",
                "--window", Long.toString(PollEngine.MAX_WINDOW_NS / 1_000 + 1));
        assertRefused("--window takes", "witness", "--window", "0");
        assertRefused("--rounds takes a number from 1 to 1000", "witness", "--rounds", "0");
        assertRefused("--seconds takes a number from 0.1 to 600", "witness", "--seconds", "0.05");
        assertRefused("--seconds takes", "witness", "--seconds", "NaN");
        for (String gap : List.of("20", "1us", "20us-", "200us-100us", "11ms", "-20us")) {
            assertRefused("'" + gap + "' is no gap from 2us to 10ms: write 20us or 100us-200us", "witness",
                    "--gap=" + gap);
        }
        assertRefused("--deferral", "witness", "--deferral", "maybe");
        assertRefused("--engine interrupt never polls: take blocking, spinning or epoll", "floor", "--engine",
                "interrupt");
        assertRefused("--only warp is no workload: there are steady-20us, steady-200us, bursts, drain,"
                + " rate-10k, rate-100k, rate-500k, moderated-20us, moderated-50us, and capture with --capture FILE",
                "floor", "--only", "warp");
        assertRefused("--capture /nowhere cannot be read", "floor", "--capture", "/nowhere");
        assertRefused("--rounds takes", "floor", "--rounds", "0");
        assertRefused("--rounds takes", "rate", "--rounds", "0");
        assertRefused("--engine interrupt never polls", "rate", "--engine", "blocking", "--engine",
                "interrupt");
        assertRefused("--seconds takes", "rate", "--seconds", "601");
        assertRefused("--only warp is no step: there are bare-call, clock, receive-1,", "steps", "--only",
                "warp");
        assertRefused("--rounds takes a number from 1 to 100", "steps", "--rounds", "0");
    }

    @Test
    void aCpuThatIsNotThereIsOneSentence() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(1, run(out, err, "steps", "--cpu", "8000"));
        assertEquals("", out.toString());
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().startsWith(
                "bench: --cpu 8000 is none of the CPUs that this process may use: {"), err::toString);
    }

    @Test
    void helpNamesTheLevels() {
        StringWriter out = new StringWriter();
        assertEquals(0, run(out, new StringWriter(), "witness", "--help"));
        for (String word : List.of("off", "own", "full", "--rounds", "--json", "--deferral", "--engine")) {
            assertTrue(out.toString().contains(word), word);
        }
    }

    @Test
    void helpNamesEveryWorkloadAndEachCommandsOwnDefaults() {
        StringWriter out = new StringWriter();
        assertEquals(0, run(out, new StringWriter(), "floor", "--help"));
        String help = out.toString().replaceAll("\\s+", " ");
        for (String name : new NamedWorkload.Names()) {
            assertTrue(help.contains(name), help);
        }
        assertTrue(help.contains("one turn. Default: 10."), help);
        assertTrue(help.contains("Default: [BLOCKING, SPINNING, EPOLL]."), help);
        StringWriter rate = new StringWriter();
        assertEquals(0, run(rate, new StringWriter(), "rate", "--help"));
        help = rate.toString().replaceAll("\\s+", " ");
        assertTrue(help.contains("one turn. Default: 5.") && help.contains("Default: [BLOCKING]."), help);
    }

    @Test
    void gapsAreRead() {
        Gap.Converter converter = new Gap.Converter();
        assertEquals(new Gap(20_000, 20_000), converter.convert("20us"));
        assertEquals(new Gap(100_000, 200_000), converter.convert("100us-0.2ms"));
    }

    private static void assertRefused(String fragment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(2, run(out, err, arguments), err::toString);
        assertEquals("", out.toString());
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertTrue(err.toString().startsWith("bench: ") && err.toString().contains(fragment), err::toString);
    }

    private static int run(StringWriter out, StringWriter err, String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
