package io.rxpath.lab.send;

/** Why the sender process could not be started or did not do its job, in one sentence. */
public final class SenderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SenderException(String message) {
        super(message);
    }

    SenderException(String message, Throwable cause) {
        super(message, cause);
    }
}
