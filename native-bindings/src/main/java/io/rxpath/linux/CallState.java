package io.rxpath.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * Where one thread's C library calls leave {@code errno}, and room for their arguments. It must never be shared between
 * threads, because the value belongs to the last call of its thread.
 */
public final class CallState {
    static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = LAYOUT
            .byteOffset(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<CallState> OF_THREAD = ThreadLocal.withInitial(CallState::new);

    /** Room for the value of one socket option or request, the largest being a group_source_req. */
    static final int VALUE_BYTES = 264;

    final MemorySegment segment = Arena.ofAuto().allocate(LAYOUT);
    /** For the arguments of one call; what it holds is lost with the thread's next call. */
    final MemorySegment value = Arena.ofAuto().allocate(VALUE_BYTES, 8);
    /** For the socklen_t of one call. */
    final MemorySegment valueLength = Arena.ofAuto().allocate(ValueLayout.JAVA_INT);

    /** Creates the state for the calling thread's calls. */
    public CallState() {
    }

    /** The state shared by the calling thread's occasional calls. */
    static CallState ofThread() {
        return OF_THREAD.get();
    }

    /** {@code result} unless it is -1, then {@code -errno} of the call that returned it. */
    int orErrno(int result) {
        return result == -1 ? -segment.get(ValueLayout.JAVA_INT, ERRNO_OFFSET) : result;
    }

    /** {@code result} unless it is -1, then {@code -errno} of the call that returned it. */
    long orErrno(long result) {
        return result == -1 ? -segment.get(ValueLayout.JAVA_INT, ERRNO_OFFSET) : result;
    }
}
