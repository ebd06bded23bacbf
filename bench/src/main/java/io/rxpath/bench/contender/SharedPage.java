package io.rxpath.bench.contender;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.rxpath.bench.BenchException;

/** What the C program and its parent share: how many packets it has received, and whether it is to end. */
final class SharedPage implements AutoCloseable {
    private static final long BYTES = 16;
    private static final long RECEIVED = 0;
    private static final long STOP = 8;
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment page;
    private boolean closed;

    SharedPage() {
        try {
            file = Files.createTempFile("rxpath-bench", ".page");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                page = channel.map(MapMode.READ_WRITE, 0, BYTES, arena);
            }
        } catch (IOException refused) {
            arena.close();
            throw new BenchException("no memory can be shared with the C program: " + refused.getMessage(),
                    refused);
        }
    }

    Path file() {
        return file;
    }

    long received() {
        return closed ? 0 : (long) WORD.getVolatile(page, RECEIVED);
    }

    void stop() {
        if (!closed) {
            WORD.setVolatile(page, STOP, 1L);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        arena.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException kept) {
            // It is a temporary file of a page.
        }
    }
}
