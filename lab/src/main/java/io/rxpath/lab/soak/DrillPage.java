package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a receiver that will be killed says of itself up to that moment, in a small file that it and its killer have
 * mapped: the kernel keeps what was stored, whatever becomes of the process. Any thread; each figure by itself.
 */
final class DrillPage implements AutoCloseable {
    /** How far the receiver has come, in order. */
    enum Stage {
        /** The JVM starts, or opens the receiver. */
        STARTING(0),
        /** The receiver is open: the run's header is in the journal. */
        OPEN(1),
        /** It receives. */
        RECEIVING(2),
        /** It was told to stop. */
        STOPPING(3),
        /** It has stopped, and what its workers left is in the journal. */
        STOPPED(4);

        private final long code;

        Stage(long code) {
            this.code = code;
        }
    }

    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();
    private static final long STAGE = 0;
    private static final long RUN = 8;
    private static final long HANDLED = 16;
    private static final long WRITTEN = 24;
    private static final long STOP = 64;
    private static final long BYTES = 128;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment page;

    private DrillPage(Path file, StandardOpenOption... options) {
        try (FileChannel channel = FileChannel.open(file, options)) {
            page = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
        } catch (IOException refused) {
            arena.close();
            throw new UncheckedIOException(refused);
        }
    }

    /** Makes the file, all figures 0. */
    static DrillPage create(Path file) {
        return new DrillPage(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Maps a file that was created. */
    static DrillPage open(Path file) {
        return new DrillPage(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private long get(long offset) {
        return (long) WORD.getAcquire(page, offset);
    }

    private void set(long offset, long value) {
        WORD.setRelease(page, offset, value);
    }

    void stage(Stage stage) {
        set(STAGE, stage.code);
    }

    Stage stage() {
        return Stage.values()[(int) get(STAGE)];
    }

    void runId(long runId) {
        set(RUN, runId);
    }

    /** The run; 0 before the receiver was open. */
    long runId() {
        return get(RUN);
    }

    /**
     * The receiver's figures.
     *
     * @param written records that it has reported as written
     * @param handled packets that it has reported as received, read after the former
     */
    void figures(long written, long handled) {
        set(WRITTEN, written);
        set(HANDLED, handled);
    }

    /** Records that were reported as written. */
    long written() {
        return get(WRITTEN);
    }

    /** Packets that were reported as received. */
    long handled() {
        return get(HANDLED);
    }

    /** Has the receiver stop. */
    void stop() {
        set(STOP, 1);
    }

    /** Whether it has to. */
    boolean stopWanted() {
        return get(STOP) != 0;
    }

    @Override
    public void close() {
        arena.close();
    }
}
