package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.time.TimeProvider;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.RollPeriod;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.wire.DocumentContext;

/** How Chronicle Queue is set up for a journal, the same for writing and reading. */
final class JournalFiles {
    /** Held by the process that writes. */
    static final String LOCK = "journal.lock";
    /** Chronicle's own table beside the files. */
    static final String METADATA = "metadata.cq4t";
    /**
     * Bytes mapped at a time, and by which a file grows. Small, so that a short run leaves a small file; large, since
     * each unmapping interrupts the poll thread's core.
     */
    static final int BLOCK_LENGTH = 4 << 20;
    /** A document must fit into the overlap of two blocks. */
    static final int MAX_DOCUMENT_LENGTH = BLOCK_LENGTH / 8;
    /** How long to wait for a lock that a killed process left behind. */
    private static final int TIMEOUT_MS = 1000;

    private JournalFiles() {
    }

    /** Whether a folder has what only Chronicle Queue makes. */
    static boolean hasMetadata(Path folder) {
        return Files.isRegularFile(folder.resolve(METADATA));
    }

    /** Opens for writing what has a file a day, or makes it. */
    static SingleChronicleQueue openForWriting(Path folder, TimeProvider time) {
        return openForWriting(folder, RollPeriod.DAILY, time);
    }

    /** Opens for writing; {@code roll} is the folder's own where it is a journal already. */
    static SingleChronicleQueue openForWriting(Path folder, RollPeriod roll, TimeProvider time) {
        return builder(folder, RollCycleOf.period(roll)).timeProvider(time).syncMode(SyncMode.NONE).build();
    }

    /** Opens existing files and writes none. */
    static SingleChronicleQueue openForReading(Path folder) throws IOException {
        return builder(folder, FileNames.rollCycle(folder)).readOnly(true).build();
    }

    /** A journal's files, oldest first. */
    static List<JournalFile> list(Path folder) {
        final Path path = ReadableFolder.require(folder);
        try {
            return FileNames.list(path);
        } catch (final IOException e) {
            throw ReadableFolder.unreadable(path.toString(), e);
        }
    }

    /** The bytes of an open document, valid while it is open. */
    static int wrap(DocumentContext document, UnsafeBuffer view) {
        final Bytes<?> bytes = document.wire().bytes();
        final int length = (int) Math.min(bytes.readRemaining(), Integer.MAX_VALUE);
        if (length == 0) {
            view.wrap(0, 0);
        } else {
            view.wrap(bytes.addressForRead(bytes.readPosition(), length), length);
        }
        return length;
    }

    /** Closes what may be null or broken: on a full disk even closing fails, with an Error. */
    static void closeQuietly(Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (final RuntimeException | Error e) {
            // What went wrong before has been reported; what cannot be unmapped goes with the process.
        }
    }

    private static SingleChronicleQueueBuilder builder(Path folder, RollCycle roll) {
        return SingleChronicleQueueBuilder.single(folder.toFile()).rollCycle(roll).blockSize(BLOCK_LENGTH)
                .timeoutMS(TIMEOUT_MS);
    }
}
