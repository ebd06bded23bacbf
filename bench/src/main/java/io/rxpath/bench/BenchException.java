package io.rxpath.bench;

/** Why a benchmark cannot be run or went wrong, in one sentence. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the sentence
     * @param cause may be null
     */
    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
