package io.rxpath.cli;

import io.rxpath.config.ConfigException;
import io.rxpath.linux.LinuxException;
import io.rxpath.telemetry.journal.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * What the user is told of an exception: the one place that says it.
 *
 * @param message what, where, why and what to do; one sentence, a configuration's findings one a line
 * @param exitCode one of {@link ExitCode}
 */
record Failure(String message, int exitCode) {
    /** The failure that {@code thrown} is. */
    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case ConfigException config -> new Failure(config.getMessage(), ExitCode.BAD_CONFIGURATION);
            case LinuxException refused when refused.isPermission() ->
                sentence(refused.getMessage(), ExitCode.NO_PERMISSION);
            case JournalException refused when refused.getCause() instanceof AccessDeniedException ->
                sentence(refused.getMessage(), ExitCode.NO_PERMISSION);
            case AccessDeniedException denied -> sentence(
                    denied.getFile()
                            + ": this user may not use it; change its permissions or name another place",
                    ExitCode.NO_PERMISSION);
            case NoSuchFileException missing ->
                sentence(missing.getFile() + ": there is no such file or folder; see how the path is spelled",
                        ExitCode.FINDINGS);
            case FileAlreadyExistsException exists ->
                sentence(exists.getFile() + ": it exists already; remove it or name another place",
                        ExitCode.FINDINGS);
            case FileSystemException failed -> sentence(failed.getMessage(), ExitCode.FINDINGS);
            case UncheckedIOException wrapped -> of(wrapped.getCause());
            case IOException failed ->
                sentence("reading or writing failed: " + failed.getMessage(), ExitCode.FINDINGS);
            default ->
                isOurs(thrown) && thrown.getMessage() != null
                        ? sentence(thrown.getMessage(), ExitCode.FINDINGS)
                        : sentence("this is a fault of rxpath itself (" + thrown
                                + "): run it again with --debug, which prints the place, and report that",
                                ExitCode.FINDINGS);
        };
    }

    /** Every exception type of rxpath's own carries a sentence for the user; IllegalArgument and State come from code. */
    private static boolean isOurs(Throwable thrown) {
        final String thrownPackage = thrown.getClass().getPackageName();
        return thrown instanceof RuntimeException
                && (thrownPackage.equals("io.rxpath") || thrownPackage.startsWith("io.rxpath."));
    }

    private static Failure sentence(String text, int exitCode) {
        return new Failure(text.endsWith(".") ? text : text + ".", exitCode);
    }
}
