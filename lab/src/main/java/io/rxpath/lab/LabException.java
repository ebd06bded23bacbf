package io.rxpath.lab;

/** Why the laboratory cannot be built or went wrong, in one sentence. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
