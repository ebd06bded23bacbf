package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.GapEventEncoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.RollPeriod;

/**
 * A journal folder that this process writes. The header goes first into each run and each file. Opened by one thread
 * and then used by the journal thread, which makes the appender that Chronicle ties to a thread.
 */
final class ChronicleStore implements DocumentStore {
    private static final String WRITE_LOCK = "chronicle.write.lock";
    private static final long UNLOCKED = Long.MIN_VALUE;
    private static final long NOTHING = -1;
    /** Chronicle's table keeps under this name where the newest header is. */
    private static final String HEADER_INDEX = "rxpath.header";

    private final Path folder;
    private final MutableDirectBuffer header;
    private final RollPeriod roll;
    private final Optional<SyncedFiles> synced;
    private final LongSupplier clockMs;
    private final long reserveBytes;
    private final int capacity;
    private final FolderLock lock;
    private final FileStore disk;
    private final UnsafeBuffer staging = new UnsafeBuffer(0, 0);
    private SingleChronicleQueue queue;
    private ExcerptAppender appender;
    private Bytes<?> document;
    /** What Chronicle takes for the time: fixed during an append, never backwards. */
    private long timeMs;
    private int headerCycle = Integer.MIN_VALUE;
    private long lastIndex = NOTHING;
    private boolean appending;
    private Optional<UnfinishedRun> unfinishedRun = Optional.empty();

    /** Takes the folder and writes the run's header; the parameters are those of the other constructor. */
    ChronicleStore(JournalFolder folder, JournalHeader header, int capacity, long reserveBytes,
            LongSupplier clockMs) {
        this(folder, JournalHeaderCodec.encode(header), header.roll(), header.sync().isOn(), capacity,
                reserveBytes, clockMs);
    }

    /** Takes the folder and writes the run's header; a file holds a day and is never forced to the disk. */
    ChronicleStore(JournalFolder folder, MutableDirectBuffer header, int capacity, long reserveBytes,
            LongSupplier clockMs) {
        this(folder, header, RollPeriod.DAILY, false, capacity, reserveBytes, clockMs);
    }

    /**
     * Takes the folder and writes the run's header.
     *
     * @param header the run's header as {@link JournalHeaderCodec} encodes it
     * @param roll how much time a file holds, as the folder has it where it has files
     * @param syncs whether {@link #sync} is ever called
     * @param capacity bytes of the longest document
     * @param reserveBytes what must stay free on the disk
     * @param clockMs wall clock, ms
     * @throws JournalException in one sentence, with nothing left open
     */
    private ChronicleStore(JournalFolder folder, MutableDirectBuffer header, RollPeriod roll, boolean syncs,
            int capacity, long reserveBytes, LongSupplier clockMs) {
        this.folder = folder.path();
        this.header = header;
        this.roll = roll;
        synced = syncs ? Optional.of(new SyncedFiles(folder.path())) : Optional.empty();
        this.capacity = capacity;
        this.reserveBytes = reserveBytes;
        this.clockMs = clockMs;
        if (header.capacity() > JournalFiles.MAX_DOCUMENT_LENGTH) {
            throw new JournalException("The journal header for " + this.folder + " takes "
                    + this.header.capacity() + " bytes and may take " + JournalFiles.MAX_DOCUMENT_LENGTH
                    + ": shorten the names or attributes in the configuration.");
        }
        try {
            disk = Files.getFileStore(this.folder);
        } catch (final IOException e) {
            throw unwritable(e);
        }
        if (freeBytes() < 0) {
            throw new JournalException(full());
        }
        lock = FolderLock.take(this.folder);
        try {
            open();
        } catch (final Throwable e) { // Chronicle throws checked exceptions undeclared, and Errors
            close();
            throw unwritable(e);
        }
    }

    @Override
    public UnsafeBuffer staging() {
        if (document == null) {
            document = Bytes.allocateDirect(capacity);
            document.singleThreadedCheckDisabled(true);
            staging.wrap(document.addressForWrite(0), capacity);
        }
        return staging;
    }

    @Override
    public void append(int length) {
        if (appender == null) {
            appender = queue.createAppender();
            appender.singleThreadedCheckDisabled(true);
        }
        advanceClock();
        if (queue.cycle() != headerCycle) {
            synced.ifPresent(SyncedFiles::force); // the file that is left now
            JournalHeaderCodec.continues(header, true);
            appendHeader(appender, header);
        }
        document.readPositionRemaining(0, length);
        appending = true;
        appender.writeBytes(document);
        appending = false;
        lastIndex = appender.lastIndexAppended();
    }

    @Override
    public boolean recover(int length) {
        closeQueue();
        openQueue();
        final long index = queue.lastIndex();
        final boolean written = length > 0 && appending && index != lastIndex && endsWith(length);
        lastIndex = index;
        appending = false;
        return written;
    }

    @Override
    public void sync() {
        synced.orElseThrow().force();
    }

    /** The run before this one where it did not end in order. */
    Optional<UnfinishedRun> unfinishedRun() {
        return unfinishedRun;
    }

    @Override
    public long freeBytes() {
        try {
            return disk.getUsableSpace() - reserveBytes;
        } catch (final IOException e) {
            throw new JournalException("The free space of the journal folder " + folder + " cannot be read ("
                    + e + "): see whether its disk is still there.", e);
        }
    }

    @Override
    public void close() {
        closeQueue();
        synced.ifPresent(SyncedFiles::close);
        if (document != null) {
            document.releaseLast();
            document = null;
        }
        lock.close();
    }

    private String full() {
        return "The disk of the journal folder " + folder + " has less than " + (reserveBytes >> 20)
                + " MB free, which the journal leaves to others: free some or name a folder on another disk.";
    }

    private JournalException unwritable(Throwable cause) {
        return new JournalException("The journal folder " + folder + " cannot be written (" + cause
                + "): free the disk, repair its permissions or name another folder.", cause);
    }

    private void open() {
        openQueue();
        unfinishedRun = lookBack();
        try (ExcerptAppender first = queue.createAppender()) {
            advanceClock();
            appendHeader(first, opening());
        }
    }

    private void openQueue() {
        timeMs = Math.max(timeMs, clockMs.getAsLong());
        queue = JournalFiles.openForWriting(folder, roll, () -> timeMs);
        // We alone hold the folder: whoever left this locked is dead, also one whose process id is ours by chance.
        queue.tableStorePut(WRITE_LOCK, UNLOCKED);
        final int lastCycle = queue.lastCycle();
        if (lastCycle != Integer.MIN_VALUE) {
            // A file once closed takes no more: a clock that went back stays in the newest file.
            timeMs = Math.max(timeMs, (long) lastCycle * queue.rollCycle().lengthInMillis());
        }
    }

    private Optional<UnfinishedRun> lookBack() {
        try {
            return RunEndSearch.in(queue, queue.tableStoreGet(HEADER_INDEX), folder.toString());
        } catch (final RuntimeException | Error e) {
            // Of what cannot be read nothing can be told, and the new run goes on all the same.
            return Optional.empty();
        }
    }

    /** The header and what is known at the start, in one document: a run that is there at all says how the last one ended. */
    private DirectBuffer opening() {
        final List<UnfinishedRun.Worker> unfinished = unfinishedRun.map(UnfinishedRun::workers)
                .orElse(List.of());
        final UnsafeBuffer opening = new UnsafeBuffer(
                new byte[header.capacity() + unfinished.size() * GapRecord.LENGTH]);
        opening.putBytes(0, header, 0, header.capacity());
        final GapEventEncoder gap = new GapEventEncoder();
        int at = header.capacity();
        for (final UnfinishedRun.Worker worker : unfinished) {
            gap.wrap(opening, at).worker(worker.worker(), GapReason.KILLED)
                    .numbers(worker.nextNumber(), GapRecord.UNKNOWN, GapRecord.UNKNOWN)
                    .appNs(worker.lastAppNs(), JournalHeaderCodec.startTimeNs(header))
                    .runId(unfinishedRun.orElseThrow().runId());
            at += GapRecord.LENGTH;
        }
        return opening;
    }

    private void appendHeader(ExcerptAppender to, DirectBuffer opening) {
        final int length = opening.capacity();
        final Bytes<?> bytes = Bytes.allocateDirect(length);
        try {
            new UnsafeBuffer(bytes.addressForWrite(0), length).putBytes(0, opening, 0, length);
            bytes.readPositionRemaining(0, length);
            to.writeBytes(bytes);
            headerCycle = queue.cycle();
            lastIndex = to.lastIndexAppended();
            queue.tableStorePut(HEADER_INDEX, lastIndex);
            synced.ifPresent(files -> files.moveTo(to.currentFile()));
        } finally {
            bytes.releaseLast();
        }
    }

    private boolean endsWith(int length) {
        try (ExcerptTailer tailer = queue.createTailer().direction(TailerDirection.BACKWARD).toEnd();
                DocumentContext last = tailer.readingDocument()) {
            final UnsafeBuffer found = new UnsafeBuffer(0, 0);
            return last.isPresent() && JournalFiles.wrap(last, found) == length
                    && found.equals(new UnsafeBuffer(staging, 0, length));
        }
    }

    private void advanceClock() {
        timeMs = Math.max(timeMs, clockMs.getAsLong());
    }

    private void closeQueue() {
        JournalFiles.closeQuietly(appender);
        JournalFiles.closeQuietly(queue);
        appender = null;
        queue = null;
    }
}
