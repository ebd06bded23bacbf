package io.rxpath.linux;

import static io.rxpath.linux.Downcalls.errno;
import static io.rxpath.linux.Downcalls.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** {@link Libc} for the CPUs and the policy of threads. */
public final class LibcScheduling {
    private static final MethodHandle SCHED_SETAFFINITY = errno("sched_setaffinity", JAVA_INT, JAVA_INT,
            JAVA_LONG, ADDRESS);
    private static final MethodHandle SCHED_GETAFFINITY = errno("sched_getaffinity", JAVA_INT, JAVA_INT,
            JAVA_LONG, ADDRESS);
    private static final MethodHandle SCHED_GETCPU = errno("sched_getcpu", JAVA_INT);
    private static final MethodHandle SCHED_SETSCHEDULER = errno("sched_setscheduler", JAVA_INT, JAVA_INT,
            JAVA_INT, ADDRESS);

    private LibcScheduling() {
    }

    /** sched_setaffinity(2); thread 0 is the calling one. */
    public static int sched_setaffinity(int tid, long maskBytes, MemorySegment mask) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SCHED_SETAFFINITY.invokeExact(state.segment, tid, maskBytes, mask));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_getaffinity(2); thread 0 is the calling one. */
    public static int sched_getaffinity(int tid, long maskBytes, MemorySegment mask) {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SCHED_GETAFFINITY.invokeExact(state.segment, tid, maskBytes, mask));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_getcpu(3). */
    public static int sched_getcpu() {
        CallState state = CallState.ofThread();
        try {
            return state.orErrno((int) SCHED_GETCPU.invokeExact(state.segment));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** sched_setscheduler(2); thread 0 is the calling one. */
    public static int sched_setscheduler(int tid, int policy, MemorySegment parameters) {
        CallState state = CallState.ofThread();
        try {
            return state
                    .orErrno((int) SCHED_SETSCHEDULER.invokeExact(state.segment, tid, policy, parameters));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
