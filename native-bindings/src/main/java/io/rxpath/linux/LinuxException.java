package io.rxpath.linux;

/**
 * A refusal of the kernel in one sentence: the call, its arguments, why, and what to do about it. The only exception
 * that the policy layer throws for what the kernel says.
 */
public final class LinuxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String call;
    private final int errno;

    /**
     * Creates the exception.
     *
     * @param call C's name of the call with the arguments that matter, for example
     *     {@code bind(239.1.1.1:14310)}
     * @param errno the positive error number
     * @param advice what the user can do about it, a clause without a final stop; empty where nothing is known
     */
    public LinuxException(String call, int errno, String advice) {
        super(call + ": " + Errno.describe(errno) + (advice.isEmpty() ? "" : "; " + advice));
        this.call = call;
        this.errno = errno;
    }

    /** C's name of the call with the arguments that matter. */
    public String call() {
        return call;
    }

    /** The positive error number. */
    public int errno() {
        return errno;
    }

    /** Whether the reason was {@code candidate}. */
    public boolean is(Errno candidate) {
        return errno == candidate.number();
    }

    /** Whether the reason is a missing permission (EPERM or EACCES). */
    public boolean isPermission() {
        return is(Errno.EPERM) || is(Errno.EACCES);
    }

    /**
     * {@code result} where it is no error, for calls whose failure has one remedy.
     *
     * @param result what {@link Libc} returned
     * @param call as in the constructor
     * @param advice as in the constructor
     * @return {@code result}, zero or more
     */
    public static int check(int result, String call, String advice) {
        if (result < 0) {
            throw new LinuxException(call, -result, advice);
        }
        return result;
    }
}
