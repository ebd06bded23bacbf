package io.rxpath.linux.proc;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How long one thread has run and how long it has waited for a processor while it could have run:
 * {@code /proc/thread-self/schedstat}, three decimal numbers. The waiting time moves only when the thread is next
 * switched in. About one microsecond a reading and, once
 * compiled, no allocation.
 *
 * <p>Opened by the thread to be watched; read by one thread at a time. Source: Documentation/scheduler/sched-stats.
 */
public final class SchedStat implements AutoCloseable {
    private static final int O_RDONLY_CLOEXEC = 0x80000;
    private static final int BUFFER_BYTES = 128;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
    private final int fd;
    private boolean closed;
    private int position;
    private long runNs;
    private long waitNs;
    private long timeslices;

    private SchedStat(int fd) {
        this.fd = fd;
    }

    /**
     * Opens the calling thread's figures and reads them once.
     *
     * @throws LinuxException where {@code /proc} is missing or the kernel keeps no such figures
     */
    public static SchedStat open() {
        return open("/proc/thread-self/schedstat");
    }

    static SchedStat open(String path) {
        int fd;
        try (Arena scratch = Arena.ofConfined()) {
            fd = LinuxException.check(Libc.open(scratch.allocateFrom(path), O_RDONLY_CLOEXEC, 0),
                    "open(" + path + ")", "mount /proc; the kernel needs CONFIG_SCHED_INFO");
        }
        SchedStat stat = new SchedStat(fd);
        try {
            stat.read();
        } catch (RuntimeException e) {
            stat.close();
            throw e;
        }
        return stat;
    }

    /**
     * Takes a new reading, which the accessors then return.
     *
     * @throws LinuxException where the watched thread has ended
     * @throws IllegalStateException after {@link #close()}
     */
    public void read() {
        if (closed) {
            throw new IllegalStateException("the thread's schedstat is closed");
        }
        long length = Libc.pread(fd, buffer, BUFFER_BYTES, 0);
        if (length < 0) {
            throw new LinuxException("pread(schedstat)", (int) -length, "the watched thread has ended");
        }
        position = 0;
        runNs = number(length);
        waitNs = number(length);
        timeslices = number(length);
    }

    /** Time on a processor, nanoseconds since the thread began. */
    public long runNs() {
        return runNs;
    }

    /** Time runnable but not running, nanoseconds since the thread began. */
    public long waitNs() {
        return waitNs;
    }

    /** How often the thread came onto a processor since it began. */
    public long timeslices() {
        return timeslices;
    }

    /** Closes the file; any number of times. No reading after it. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
            arena.close();
        }
    }

    /** The next decimal number, 0 where there is none. */
    private long number(long length) {
        long value = 0;
        boolean digits = false;
        while (position < length) {
            int digit = buffer.get(ValueLayout.JAVA_BYTE, position++) - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                digits = true;
            } else if (digits) {
                break;
            }
        }
        return value;
    }
}
