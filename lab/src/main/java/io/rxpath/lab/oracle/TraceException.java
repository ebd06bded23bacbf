package io.rxpath.lab.oracle;

/** Why nothing could be recorded, or a recording cannot be read, in one sentence. */
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TraceException(String message) {
        super(message);
    }

    TraceException(String message, Throwable cause) {
        super(message, cause);
    }
}
