package io.rxpath.linux;

/** Error numbers of Linux on x86-64 (asm-generic/errno-base.h, asm-generic/errno.h), positive as in C. */
public enum Errno {
    /** Operation not permitted. */
    EPERM(1, "operation not permitted"),
    /** No such file or directory. */
    ENOENT(2, "no such file or directory"),
    /** No such process. */
    ESRCH(3, "no such process"),
    /** Interrupted by a signal. */
    EINTR(4, "interrupted by a signal"),
    /** Input/output error. */
    EIO(5, "input/output error"),
    /** No such device or address. */
    ENXIO(6, "no such device or address"),
    /** Argument list too long. */
    E2BIG(7, "argument list too long"),
    /** Bad file descriptor. */
    EBADF(9, "bad file descriptor"),
    /** Try again; the same number as EWOULDBLOCK. */
    EAGAIN(11, "nothing there now, try again"),
    /** Out of memory. */
    ENOMEM(12, "out of memory"),
    /** Permission denied. */
    EACCES(13, "permission denied"),
    /** Bad address. */
    EFAULT(14, "bad address"),
    /** Device or resource busy. */
    EBUSY(16, "device or resource busy"),
    /** File exists. */
    EEXIST(17, "it exists already"),
    /** No such device. */
    ENODEV(19, "no such device"),
    /** Invalid argument. */
    EINVAL(22, "invalid argument"),
    /** Too many open files in the process. */
    EMFILE(24, "too many open files in this process"),
    /** Inappropriate ioctl for the device. */
    ENOTTY(25, "the device does not know this request"),
    /** No space left on the device. */
    ENOSPC(28, "no space left on the device"),
    /** Result out of range. */
    ERANGE(34, "result out of range"),
    /** Not implemented by this kernel. */
    ENOSYS(38, "not implemented by this kernel"),
    /** Message too long. */
    EMSGSIZE(90, "message too long"),
    /** Protocol option not available. */
    ENOPROTOOPT(92, "the option is not available"),
    /** Not supported. */
    EOPNOTSUPP(95, "not supported"),
    /** Address family not supported. */
    EAFNOSUPPORT(97, "the address family is not supported here"),
    /** Address in use. */
    EADDRINUSE(98, "the address is in use"),
    /** Address not available. */
    EADDRNOTAVAIL(99, "the address is not one of this host's"),
    /** Network is down. */
    ENETDOWN(100, "the network is down"),
    /** Network unreachable. */
    ENETUNREACH(101, "the network is unreachable"),
    /** No buffer space. */
    ENOBUFS(105, "no buffer space"),
    /** Connection refused. */
    ECONNREFUSED(111, "connection refused");

    private final int number;
    private final String meaning;

    Errno(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The positive number of C. */
    public int number() {
        return number;
    }

    /** What it means, in a few lower-case words. */
    public String meaning() {
        return meaning;
    }

    /** Whether {@code result}, as {@link Libc} returns it, is this error's negative number. */
    public boolean is(long result) {
        return result == -number;
    }

    /** C's name and meaning of a positive number, for example {@code EPERM (operation not permitted)}. */
    public static String describe(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) {
                return errno + " (" + errno.meaning + ")";
            }
        }
        return "errno " + number;
    }
}
