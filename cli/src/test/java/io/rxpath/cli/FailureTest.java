package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.config.ConfigException;
import io.rxpath.config.Finding;
import io.rxpath.linux.LinuxException;
import io.rxpath.telemetry.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    private static final int EPERM = 1;
    private static final int EADDRINUSE = 98;

    static List<Arguments> failures() {
        return List.of(
                Arguments.of(new ConfigException(List.of(new Finding("f", 3, "a", "a is 1: 2 is wanted."))),
                        78, "f:3: a is 1: 2 is wanted."),
                Arguments.of(new LinuxException("unshare(CLONE_NEWNET)", EPERM, "run as root"), 77,
                        "unshare(CLONE_NEWNET): EPERM (operation not permitted); run as root."),
                Arguments.of(new LinuxException("bind(239.1.1.1:14310)", EADDRINUSE, ""), 1,
                        "bind(239.1.1.1:14310): EADDRINUSE (the address is in use)."),
                Arguments.of(new JournalException("There is no journal here."), 1,
                        "There is no journal here."),
                Arguments.of(new AccessDeniedException("/root/x"), 77, "/root/x: this user may not use it"),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("/x")), 1,
                        "/x: there is no such file"),
                Arguments.of(new FileSystemException("/x", null, "No space left on device"), 1,
                        "/x: No space left on device."),
                Arguments.of(new IOException("torn"), 1, "reading or writing failed: torn."),
                Arguments.of(new NullPointerException("oops"), 1, "a fault of rxpath itself"),
                Arguments.of(new StackOverflowError(), 1, "a fault of rxpath itself"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isOneSentenceAndACode(Throwable thrown, int exitCode, String fragment) {
        final Failure failure = Failure.of(thrown);
        assertEquals(exitCode, failure.exitCode());
        assertTrue(failure.message().contains(fragment), failure.message());
        assertEquals(1, failure.message().lines().count());
        assertTrue(failure.message().endsWith(".") && !failure.message().endsWith(".."), failure.message());
    }

    @Test
    void stackTracesOnlyWithDebug() {
        final Invocation plain = Invocation.of("tail", "/no/such/journal");
        assertEquals(ExitCode.FINDINGS, plain.exitCode());
        assertTrue(plain.saysOneSentence(), plain.err());
        final Invocation debug = Invocation.of("tail", "/no/such/journal", "--debug");
        assertEquals(ExitCode.FINDINGS, debug.exitCode());
        assertTrue(debug.err().contains("\tat io.rxpath"), debug.err());
        assertTrue(debug.err().endsWith(plain.err()), debug.err());
    }
}
