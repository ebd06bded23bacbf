package io.rxpath.lab.oracle;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Empties one CPU's ring buffer: its file {@code trace_pipe_raw}, page by page. */
final class TracePipe {
    private static final int O_RDONLY_NONBLOCK_CLOEXEC = 02004000;
    private static final int PAGES_AT_ONCE = 256;

    private TracePipe() {
    }

    /**
     * Copies all pages there are to a file.
     *
     * @param pipe the file {@code trace_pipe_raw}
     * @param pageBytes the size of a page, which one read returns
     * @param givingUp ends the copying early
     */
    static void drain(Path pipe, int pageBytes, FileChannel to, BooleanSupplier givingUp) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int fd = LinuxException.check(
                    Libc.open(arena.allocateFrom(pipe.toString()), O_RDONLY_NONBLOCK_CLOEXEC, 0),
                    "open(" + pipe + ")", "");
            try {
                MemorySegment pages = arena.allocate((long) PAGES_AT_ONCE * pageBytes, 8);
                boolean more = true;
                while (more && !givingUp.getAsBoolean()) {
                    long filled = 0;
                    while (filled < pages.byteSize() && more) {
                        long read = read(fd, pages.asSlice(filled, pageBytes), pipe);
                        filled += read;
                        more = read > 0;
                    }
                    ByteBuffer bytes = pages.asSlice(0, filled).asByteBuffer();
                    while (bytes.hasRemaining()) {
                        to.write(bytes);
                    }
                }
            } finally {
                Libc.close(fd);
            }
        }
    }

    /** One page, or 0 bytes where there is none. */
    private static long read(int fd, MemorySegment page, Path pipe) {
        while (true) {
            long read = Libc.read(fd, page, page.byteSize());
            if (Errno.EAGAIN.is(read)) {
                return 0;
            }
            if (Errno.EINTR.is(read)) {
                continue;
            }
            LinuxException.check((int) read, "read(" + pipe + ")", "");
            if (read != 0 && read != page.byteSize()) {
                throw new TraceException(pipe + " gave " + read + " bytes instead of a page of "
                        + page.byteSize() + ": this kernel hands out trace pages differently");
            }
            return read;
        }
    }
}
