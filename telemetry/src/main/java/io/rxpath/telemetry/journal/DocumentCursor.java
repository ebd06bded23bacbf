package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.MissingStoreFileException;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The documents of a journal one after another, over all its files, also where some have been removed: Chronicle's table
 * may still name those, and its tailer then finds nothing or throws, so this one goes by what is in the folder. A file that is
 * removed while it is read can be read to its end. One thread; allocates only when it comes to another file.
 */
final class DocumentCursor implements AutoCloseable {
    private final ExpandableDirectByteBuffer document = new ExpandableDirectByteBuffer(64 << 10);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final Path folder;
    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private final ExcerptTailer tailer;
    /** Of the files that are there, as seen last. */
    private int[] cycles = {};
    /** Of the files behind this one that have ever been seen. */
    private int[] known = {};
    private int cycle = -1;
    private int length;
    private long index;
    private long skips;
    private JournalSkip lastSkip;

    private DocumentCursor(Path folder, SingleChronicleQueue queue) {
        this.folder = folder;
        this.queue = queue;
        rollCycle = queue.rollCycle();
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
    }

    /** Opens a folder's files at the first document. May throw anything, with nothing left open. */
    static DocumentCursor open(Path folder) throws IOException {
        final SingleChronicleQueue queue = JournalFiles.openForReading(folder);
        try {
            final DocumentCursor cursor = new DocumentCursor(folder, queue);
            cursor.look();
            cursor.toFirstBehind(-1);
            return cursor;
        } catch (final Throwable e) { // Chronicle throws checked exceptions undeclared, and Errors
            JournalFiles.closeQuietly(queue);
            throw e;
        }
    }

    /** The bytes of the document that was read, the same buffer from open to close. */
    DirectBuffer document() {
        return document;
    }

    /** Bytes of the document that was read; 0 after a move. */
    int length() {
        return length;
    }

    /** The index of the document that was read. */
    long index() {
        return index;
    }

    /** The index of the next document, if there is one in this file. */
    long place() {
        return tailer.index();
    }

    /** How often files that had been in the folder were gone when their turn came. */
    long skips() {
        return skips;
    }

    /** The last of {@link #skips()}, null for none. */
    JournalSkip lastSkip() {
        return lastSkip;
    }

    /** The index of the first document of the file that holds a place. */
    long startOfFile(long at) {
        return rollCycle.toIndex(rollCycle.toCycle(at), 0);
    }

    /** The index of the first document of the first file behind the one that holds a place, -1 for none. */
    long startOfNextFile(long at) {
        final int next = after(rollCycle.toCycle(at));
        return next < 0 ? -1 : rollCycle.toIndex(next, 0);
    }

    /** The indices of the first documents of all files, ascending. */
    long[] startsOfFiles() {
        look();
        return Arrays.stream(cycles).mapToLong(it -> rollCycle.toIndex(it, 0)).toArray();
    }

    /** The number of a document within its file. */
    long sequence(long at) {
        return rollCycle.toSequenceNumber(at);
    }

    /**
     * Stands before a document.
     *
     * @return false where it is not there: then this stands before the first document behind the place, or at the end
     */
    boolean moveTo(long to) {
        length = 0;
        final int wanted = rollCycle.toCycle(to);
        if (!isThere(wanted)) {
            look();
        }
        if (isThere(wanted) && tailer.moveToIndex(to)) {
            cycle = wanted;
            return true;
        }
        look();
        if (!toFirstBehind(wanted)) {
            toEnd();
        }
        return false;
    }

    /** Reads the next document; false at the end, where a later call may find more. */
    boolean read() {
        if (readHere()) {
            return true;
        }
        if (queue.lastCycle() <= cycle) {
            return false;
        }
        // The writer ends a file before it begins the next: what came meanwhile is read first.
        if (readHere()) {
            return true;
        }
        look();
        for (int next = after(cycle); next >= 0; next = after(next)) {
            if (tailer.moveToCycle(next)) {
                look();
                arrive(next);
                if (readHere()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads on, in the same file and up to a place, to the next document that starts with a header; false for none. */
    boolean readHeader(long before) {
        while (true) {
            try (DocumentContext context = tailer.readingDocument()) {
                if (!context.isPresent() || context.index() >= before) {
                    return false;
                }
                if (JournalHeaderCodec.isHeader(view, JournalFiles.wrap(context, view))) {
                    take(context);
                    return true;
                }
            } catch (final MissingStoreFileException e) {
                return false; // the end of a file that was removed meanwhile
            }
        }
    }

    /** Reads the last document; nothing else works after this. */
    boolean readLast() {
        tailer.direction(TailerDirection.BACKWARD).toEnd();
        return readHere();
    }

    /** Closes without throwing. */
    @Override
    public void close() {
        JournalFiles.closeQuietly(tailer);
        JournalFiles.closeQuietly(queue);
    }

    private boolean readHere() {
        length = 0;
        try (DocumentContext context = tailer.readingDocument()) {
            if (!context.isPresent()) {
                return false;
            }
            JournalFiles.wrap(context, view);
            take(context);
        } catch (final MissingStoreFileException e) {
            return false; // its file was removed, and from there Chronicle does not find the next
        }
        final int in = rollCycle.toCycle(index);
        if (in != cycle) {
            look();
            arrive(in);
        }
        return true;
    }

    private void take(DocumentContext context) {
        length = view.capacity();
        document.putBytes(0, view, 0, length);
        index = context.index();
    }

    private void toEnd() {
        try {
            tailer.toEnd();
            cycle = rollCycle.toCycle(tailer.index());
        } catch (final MissingStoreFileException e) {
            // The newest file was removed: the end is that of the one before.
            toStartOfLast();
            while (readHere()) {
                // to its end
            }
        }
    }

    private void toStartOfLast() {
        for (int i = cycles.length - 1; i >= 0; i--) {
            if (tailer.moveToCycle(cycles[i])) {
                cycle = cycles[i];
                return;
            }
        }
    }

    /** Stands at the start of the first file behind another one; false for none. Each may be removed at any moment. */
    private boolean toFirstBehind(int other) {
        for (int next = after(other); next >= 0; next = after(next)) {
            if (tailer.moveToCycle(next)) {
                cycle = next;
                return true;
            }
        }
        return false;
    }

    private boolean isThere(int file) {
        return Arrays.binarySearch(cycles, file) >= 0;
    }

    /** The first file of the folder behind another, -1 for none. */
    private int after(int other) {
        for (final int it : cycles) {
            if (it > other) {
                return it;
            }
        }
        return -1;
    }

    /** Looks which files are there. Those below the first of Chronicle's table it would not open. */
    private void look() {
        try {
            final int first = queue.firstCycle();
            cycles = Arrays.stream(FileNames.cycles(folder, rollCycle)).filter(it -> it >= first).toArray();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        known = IntStream.concat(Arrays.stream(known), Arrays.stream(cycles)).filter(it -> it > cycle)
                .sorted().distinct().toArray();
    }

    /** Comes to the next file, and notes when one that was seen before it is not there any more. */
    private void arrive(int in) {
        for (final int it : known) {
            if (it > cycle && it < in && !isThere(it)) {
                lastSkip = new JournalSkip(new JournalPosition(rollCycle.toIndex(it, 0), 0),
                        new JournalPosition(rollCycle.toIndex(in, 0), 0));
                skips++;
                break;
            }
        }
        cycle = in;
    }
}
