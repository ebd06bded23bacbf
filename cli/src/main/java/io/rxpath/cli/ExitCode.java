package io.rxpath.cli;

/** What the command's exit says; those above 64 are the names of sysexits.h. */
public final class ExitCode {
    /** All is well. */
    public static final int OK = 0;
    /** It ran and found something wrong, or could not go on. */
    public static final int FINDINGS = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** Not Linux x86-64 with glibc 2.35 or newer, or no JDK; the launcher says it as well. EX_UNAVAILABLE. */
    public static final int UNSUPPORTED_PLATFORM = 69;
    /** The kernel or the file system refuses this user. EX_NOPERM. */
    public static final int NO_PERMISSION = 77;
    /** The configuration is wrong. EX_CONFIG. */
    public static final int BAD_CONFIGURATION = 78;

    private ExitCode() {
    }
}
