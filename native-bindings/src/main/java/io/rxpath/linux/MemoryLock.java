package io.rxpath.linux;

/** Keeps the process's pages in memory, so that no packet waits for one to be read back (mlockall(2)). */
public final class MemoryLock {
    // bits/mman-linux.h
    private static final int MCL_CURRENT = 1;
    private static final int MCL_FUTURE = 2;

    private MemoryLock() {
    }

    /**
     * Locks all pages of the process, those to come as well. Every committed page is read in at once: the heap takes
     * its full committed size.
     *
     * @throws LinuxException if the process may not, or the memory is not there
     */
    public static void all() {
        LinuxException.check(Libc.mlockall(MCL_CURRENT | MCL_FUTURE), "mlockall(MCL_CURRENT | MCL_FUTURE)",
                "it needs CAP_IPC_LOCK or an unlimited memory lock (ulimit -l unlimited, LimitMEMLOCK=infinity),"
                        + " and room for the whole process");
    }

    /** Releases what {@link #all} locked. */
    public static void release() {
        LinuxException.check(Libc.munlockall(), "munlockall()", "");
    }
}
