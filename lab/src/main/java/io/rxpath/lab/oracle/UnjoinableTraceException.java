package io.rxpath.lab.oracle;

/** Which packet is which cannot be reconstructed from a trace: its cell fails. The message says what, in a sentence. */
public final class UnjoinableTraceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnjoinableTraceException(String message) {
        super(message);
    }
}
