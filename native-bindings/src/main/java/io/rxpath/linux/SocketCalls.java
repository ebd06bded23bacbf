package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * The calls of a socket's set-up with EINTR retried: none of them has done anything when it is interrupted. Arguments
 * go through the calling thread's {@link CallState}, so that reading an option allocates nothing. Those named
 * {@code OrThrow} turn a refusal into its sentence.
 */
final class SocketCalls {
    private SocketCalls() {
    }

    static int bind(int fd, MemorySegment address, int length) {
        int result;
        do {
            result = LibcSockets.bind(fd, address, length);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static int connect(int fd, MemorySegment address, int length) {
        int result;
        do {
            result = LibcSockets.connect(fd, address, length);
        } while (Errno.EINTR.is(result));
        return result;
    }

    static int set(int fd, int level, int option, MemorySegment value, int length) {
        int result;
        do {
            result = LibcSockets.setsockopt(fd, level, option, value, length);
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
            result = LibcSockets.getsockopt(fd, level, option, state.value, state.valueLength);
        } while (Errno.EINTR.is(result));
        return result;
    }

    /** Sets an option of an int; {@code name} is C's, {@code advice} as in {@link LinuxException}. */
    static void setOrThrow(int fd, String name, int level, int option, int value, String advice) {
        int result = setInt(fd, level, option, value);
        if (result < 0) {
            throw refused("setsockopt(" + name + ", " + value + ")", result, advice);
        }
    }

    /** Reads an option of an int. */
    static int getOrThrow(int fd, String name, int level, int option) {
        return readOrThrow(fd, name, level, option, Integer.BYTES).get(JAVA_INT, 0);
    }

    /** Reads up to {@code length} bytes of an option into memory that the thread's next call uses again. */
    static MemorySegment readOrThrow(int fd, String name, int level, int option, int length) {
        int result = get(fd, level, option, length);
        if (result < 0) {
            throw refused("getsockopt(" + name + ")", result, "");
        }
        return CallState.ofThread().value;
    }

    /** Some reasons mean the same in every call; the rest is the call's own advice. */
    static LinuxException refused(String call, int result, String advice) {
        String remedy = advice;
        if (Errno.EBADF.is(result)) {
            remedy = "the socket is closed";
        } else if (Errno.ENOPROTOOPT.is(result)) {
            remedy = "this kernel does not have the option: use a newer one, or one built with it";
        }
        return new LinuxException(call, -result, remedy);
    }
}
