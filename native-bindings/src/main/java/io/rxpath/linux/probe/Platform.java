package io.rxpath.linux.probe;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Whether rxpath can run here at all: Linux, x86-64, glibc 2.35 or newer. Touches no other class of the bindings, so
 * that it can answer where they cannot be loaded.
 */
public final class Platform {
    private static final String NEEDS = "rxpath needs Linux on x86-64 with glibc 2.35 or newer";

    private Platform() {
    }

    /** Empty where rxpath can run, else one sentence that says what is missing. */
    public static Optional<String> check() {
        String name = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        Optional<String> refusal = check(name, architecture);
        return refusal.isPresent() ? refusal : checkGlibc(glibcVersion());
    }

    static Optional<String> check(String osName, String architecture) {
        if (!osName.equals("Linux")) {
            return Optional.of(NEEDS + "; this is " + osName + ": run it on a Linux machine.");
        }
        if (!architecture.equals("amd64") && !architecture.equals("x86_64")) {
            return Optional.of(NEEDS + "; this Java runs on " + architecture
                    + ": use an x86-64 machine with an x86-64 JDK.");
        }
        return Optional.empty();
    }

    /** As {@link #check()} for the version alone; an empty one is a C library other than glibc. */
    static Optional<String> checkGlibc(String version) {
        if (version.isEmpty()) {
            return Optional.of(NEEDS + "; this C library is not glibc: use a distribution with glibc.");
        }
        boolean known = Version.parse(version).map(found -> found.atLeast(2, 35)).orElse(false);
        return known
                ? Optional.empty()
                : Optional.of(NEEDS + "; this is glibc " + version + ": use a newer distribution.");
    }

    /** As gnu_get_libc_version(3) says it, for example {@code 2.36}; empty where there is no such function. */
    @SuppressWarnings("restricted")
    static String glibcVersion() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("gnu_get_libc_version");
        if (function.isEmpty()) {
            return "";
        }
        try {
            MemorySegment text = (MemorySegment) linker
                    .downcallHandle(function.get(), FunctionDescriptor.of(ValueLayout.ADDRESS)).invokeExact();
            return text.reinterpret(64).getString(0);
        } catch (Throwable t) {
            throw new AssertionError("downcall failed", t);
        }
    }
}
