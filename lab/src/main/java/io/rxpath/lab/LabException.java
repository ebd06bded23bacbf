package io.rxpath.lab;

/** Why the laboratory cannot be built or went wrong, in one sentence. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says it.
     *
     * @param message the sentence
     * @param cause what it comes from; may be null
     */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
