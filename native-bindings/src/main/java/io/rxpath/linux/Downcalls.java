package io.rxpath.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Handles of the C library's functions. None is critical: a critical call keeps its thread "in Java", so that every
 * safepoint of the process would wait for the end of a system call.
 */
final class Downcalls {
    private static final Linker LINKER = Linker.nativeLinker();

    private Downcalls() {
    }

    /** A function that leaves its {@code errno} in the segment given first. */
    static MethodHandle errno(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, result, arguments, Linker.Option.captureCallState("errno"));
    }

    /** As {@link #errno}, with variadic arguments from one on, counted from 0 without that segment. */
    static MethodHandle errnoVariadic(String name, int firstVariadic, MemoryLayout result,
            MemoryLayout... arguments) {
        return link(name, result, arguments, Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }

    /** A function that cannot fail, or whose {@code errno} does not matter. */
    static MethodHandle plain(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, result, arguments);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout[] arguments,
            Linker.Option... options) {
        MemorySegment symbol = LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(
                "the C library has no " + name + ": rxpath needs Linux with glibc 2.35 or newer"));
        return LINKER.downcallHandle(symbol, FunctionDescriptor.of(result, arguments), options);
    }

    /**
     * A downcall declares no checked exception: what arrives here is the caller's mistake (memory that is closed or
     * another thread's), passed on, or a defect of the binding.
     */
    static AssertionError unexpected(Throwable t) {
        if (t instanceof RuntimeException mistake) {
            throw mistake;
        }
        return new AssertionError("downcall failed", t);
    }
}
