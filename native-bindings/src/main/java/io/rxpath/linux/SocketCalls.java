package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * The calls of a socket's set-up with EINTR retried: none of them has done anything when it is interrupted. Arguments
 * go through the calling thread's {@link CallState}, so that reading an option allocates nothing.
 */
final class SocketCalls {
    private SocketCalls() {
    }

    static int bind(int fd, MemorySegment address, int length) {
        int result;
        do {
            result = Libc.bind(fd, address, length);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static int connect(int fd, MemorySegment address, int length) {
        int result;
        do {
            result = Libc.connect(fd, address, length);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static int set(int fd, int level, int option, MemorySegment value, int length) {
        int result;
        do {
            result = Libc.setsockopt(fd, level, option, value, length);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static int setInt(int fd, int level, int option, int value) {
        MemorySegment memory = CallState.ofThread().value;
        memory.set(JAVA_INT, 0, value);
        return set(fd, level, option, memory, Integer.BYTES);
    }

    /** Reads up to {@code length} bytes of an option into the thread's {@link CallState#value}. */
    static int get(int fd, int level, int option, int length) {
        CallState state = CallState.ofThread();
        int result;
        do {
            state.valueLength.set(JAVA_INT, 0, length);
            result = Libc.getsockopt(fd, level, option, state.value, state.valueLength);
        } while (Errno.EINTR.is(result));
        return result;
    }
}
