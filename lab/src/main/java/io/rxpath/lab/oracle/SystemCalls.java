package io.rxpath.lab.oracle;

/** Numbers of system calls on x86-64 (arch/x86/entry/syscalls/syscall_64.tbl). */
final class SystemCalls {
    static final int NANOSLEEP = 35;
    static final int RECVFROM = 45;
    static final int RECVMSG = 47;
    static final int FUTEX = 202;
    static final int CLOCK_NANOSLEEP = 230;
    static final int EPOLL_WAIT = 232;
    static final int EPOLL_PWAIT = 281;
    static final int RECVMMSG = 299;
    static final int EPOLL_PWAIT2 = 441;

    private SystemCalls() {
    }

    /** Whether a call returns packets. */
    static boolean receives(int number) {
        return number == RECVMMSG || number == RECVMSG || number == RECVFROM;
    }

    /** Whether a call waits for the readiness of sockets. */
    static boolean waits(int number) {
        return number == EPOLL_WAIT || number == EPOLL_PWAIT || number == EPOLL_PWAIT2;
    }

    /** Whether a call sleeps because the thread asked for it. */
    static boolean sleeps(int number) {
        return number == NANOSLEEP || number == CLOCK_NANOSLEEP;
    }
}
