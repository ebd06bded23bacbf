package io.rxpath.telemetry.journal;

/** What is wrong with a journal, in one sentence: what, where, why, and what to do about it. */
public class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates the exception with its sentence. */
    public JournalException(String message) {
        super(message);
    }

    /** Creates the exception with its sentence and what led to it. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
