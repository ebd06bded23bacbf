package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void versionIsOneLine() {
        final Invocation version = Invocation.of("--version");
        assertEquals(ExitCode.OK, version.exitCode());
        assertTrue(version.out().matches("rxpath \\S+ \\(Java 2\\d.*, Linux .*\\)\\n"), version.out());
        assertEquals("", version.err());
    }

    @Test
    void helpNamesCommandsAndExitCodes() {
        final Invocation help = Invocation.of("--help");
        assertEquals(ExitCode.OK, help.exitCode());
        for (String word : new String[]{"demo", "run", "validate", "tail", "journal", "truth", "soak",
            "kill-drill", "--debug", "69", "77", "78"}) {
            assertTrue(help.out().contains(word), help.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vlaidate", "--no-such", "validate", "validate a b", "tail",
        "tail x --limit none", "run", "run --cpu 1", "run --bind 127.0.0.1:1 --seconds 0", "demo --seconds 0",
        "demo x", "truth x", "truth --repeats 0", "truth --resume", "truth --engine none",
        "truth --witness most", "truth --scenario stedy", "truth --scenario two-sockets --engine blocking",
        "tail x --limit 0", "tail x --last -1", "tail x --at zz", "tail x --from yesterday",
        "tail x --from 1700000000000000000 --at 1/0", "tail x --branch HOT", "journal", "journal x",
        "journal info", "journal verify", "journal prune x", "journal prune x --older-than soon",
        "journal prune x --max-size 3", "journal forget x", "soak x", "soak --minutes 0", "soak --rate 0",
        "soak --readers -1", "kill-drill --times 0", "kill-drill --rate 0", "kill-drill x"})
    void usageErrorsAreOneSentence(String commandLine) {
        final Invocation wrong = commandLine.isEmpty()
                ? Invocation.of()
                : Invocation.of((Object[]) commandLine.split(" "));
        assertEquals(ExitCode.USAGE, wrong.exitCode(), wrong::toString);
        assertEquals("", wrong.out());
        assertTrue(wrong.saysOneSentence() && wrong.err().contains("--help."), wrong.err());
    }
}
