package io.rxpath.linux.perf;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An open perf event and its mapped ring.
 *
 * @param fd the event, which the arena closes
 * @param ring the control page and, after it, the data pages
 * @param arena unmaps the ring and closes the event
 */
record PerfEvent(int fd, MemorySegment ring, Arena arena) {
    private static final long PERF_EVENT_OPEN = 298;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;
    private static final long PERF_EVENT_IOC_ENABLE = 0x2400;
    private static final long PERF_EVENT_IOC_SET_FILTER = 0x40082406;
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    /** What to do about a refusal, a clause; empty where nothing is known. */
    interface Advice {
        /** For {@code -errno}. */
        String on(long result);
    }

    /**
     * Opens an event whose ring keeps what has not been read: what finds it full is lost.
     *
     * @param attr {@code struct perf_event_attr}
     * @param tid the thread to watch, 0 for the calling one, -1 for all of {@code cpu}
     * @param cpu the processor to watch, -1 for wherever the thread runs
     * @param dataPages size of the ring in pages of 4 KiB, a power of two
     * @param what the event in an exception's words
     * @param advice what to do about a refusal of perf_event_open
     */
    static PerfEvent keepingOldest(MemorySegment attr, int tid, int cpu, int dataPages, String what,
            Advice advice) {
        return open(attr, tid, cpu, dataPages, PROT_READ | PROT_WRITE, what, advice);
    }

    /** As the other, but its ring keeps the newest: a ring that its reader cannot write to is written over. */
    static PerfEvent keepingNewest(MemorySegment attr, int tid, int dataPages, String what, Advice advice) {
        return open(attr, tid, -1, dataPages, PROT_READ, what, advice);
    }

    private static PerfEvent open(MemorySegment attr, int tid, int cpu, int dataPages, int protection,
            String what, Advice advice) {
        if (dataPages <= 0 || Integer.bitCount(dataPages) != 1 || dataPages > 1 << 18) {
            throw new IllegalArgumentException(
                    "a perf ring of " + dataPages + " pages: give a power of two up to " + (1 << 18));
        }
        long result = Libc.syscall(PERF_EVENT_OPEN, attr.address(), tid, cpu, -1, PERF_FLAG_FD_CLOEXEC);
        if (result < 0) {
            throw new LinuxException("perf_event_open(" + what + ")", (int) -result, advice.on(result));
        }
        int fd = (int) result;
        long bytes = (long) PerfRing.PAGE_BYTES * (1 + dataPages);
        long address = Libc.mmap(MemorySegment.NULL, bytes, protection, MAP_SHARED, fd, 0);
        if (address < 0) {
            Libc.close(fd);
            throw new LinuxException("mmap(perf ring of " + bytes / 1024 + " KiB)", (int) -address,
                    Errno.EPERM.is(address)
                            ? "raise kernel.perf_event_mlock_kb or the memlock limit (ulimit -l)"
                            : "");
        }
        Arena arena = Arena.ofShared();
        return new PerfEvent(fd, mapped(address, bytes, arena, fd), arena);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment mapped(long address, long bytes, Arena arena, int fd) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> {
            Libc.munmap(segment, bytes);
            Libc.close(fd);
        });
    }

    /**
     * Sets what the event is to record and starts it; closes it where the kernel refuses.
     *
     * @param filter in the words of the tracepoint's format; null for all
     * @param what the event in an exception's words
     */
    void start(String filter, String what) {
        try (Arena scratch = Arena.ofConfined()) {
            if (filter != null) {
                int result = Libc.ioctl(fd, PERF_EVENT_IOC_SET_FILTER, scratch.allocateFrom(filter));
                LinuxException.check(result,
                        "ioctl(" + what + ", PERF_EVENT_IOC_SET_FILTER, \"" + filter + "\")",
                        Errno.EINVAL.is(result)
                                ? "the filter is malformed or names a field that the tracepoint's format in"
                                        + " tracefs does not have"
                                : "");
            }
            LinuxException.check(Libc.ioctl(fd, PERF_EVENT_IOC_ENABLE, MemorySegment.NULL),
                    "ioctl(" + what + ", PERF_EVENT_IOC_ENABLE)", "");
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /** Ends the recording and unmaps the ring; any thread, any number of times. */
    void close() {
        synchronized (arena) {
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }
}
