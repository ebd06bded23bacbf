package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;

/**
 * Reads a journal from its first record, across documents, files and runs, while it is being written or afterwards.
 * Changes nothing on disk. One thread at a time.
 *
 * <pre>{@code
 * try (JournalReader reader = JournalReader.open(folder)) {
 *     while (reader.next()) {
 *         switch (reader.recordType()) {
 *         case HEADER -> startOfRun(reader.header());
 *         case PACKET -> packet(reader.packet());
 *         case GAP -> missing(reader.gap());
 *         case FEED -> feed(reader.feed());
 *         default -> { }
 *         }
 *     }
 * }
 * }</pre>
 */
public final class JournalReader implements AutoCloseable {
    private final PacketEventDecoder packet = new PacketEventDecoder();
    private final GapEventDecoder gap = new GapEventDecoder();
    private final FeedEventDecoder feed = new FeedEventDecoder();
    private final ExpandableDirectByteBuffer document = new ExpandableDirectByteBuffer(64 << 10);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final String where;
    private final SingleChronicleQueue queue;
    private final ExcerptTailer tailer;
    private final int firstCycle;
    private JournalHeader header;
    private RecordType recordType = RecordType.UNKNOWN;
    private int position;
    private int end;
    private long unknownRecords;
    private long strayBytes;

    private JournalReader(String where, SingleChronicleQueue queue, int firstCycle) {
        this.where = where;
        this.queue = queue;
        this.firstCycle = firstCycle;
        tailer = queue.createTailer();
        tailer.singleThreadedCheckDisabled(true);
        toStart();
    }

    /**
     * Opens a journal.
     *
     * @param folder the journal's folder
     * @return before the first record
     * @throws JournalVersionException if it was written by a newer rxpath
     * @throws JournalException if there is no journal or it cannot be read
     */
    public static JournalReader open(Path folder) {
        final Path path = folder.toAbsolutePath().normalize();
        final int firstCycle = requireJournal(path);
        SingleChronicleQueue queue = null;
        try {
            queue = JournalFiles.openForReading(path);
            final JournalReader reader = new JournalReader(path.toString(), queue, firstCycle);
            reader.refuseForeign();
            return reader;
        } catch (final Throwable e) { // Chronicle throws checked exceptions undeclared, and Errors
            JournalFiles.closeQuietly(queue);
            throw unreadable(path.toString(), e);
        }
    }

    /**
     * Moves to the next record that this version knows. At the end of the journal it returns false; when more is
     * written, a later call returns true.
     *
     * @throws JournalVersionException at a run that was written by a newer rxpath
     * @throws JournalException at a damaged header or file
     */
    public boolean next() {
        do {
            while (end - position >= JournalRecord.LENGTH) {
                final int at = position;
                position += JournalRecord.LENGTH;
                if (isKnown(at)) {
                    return true;
                }
                unknownRecords++;
            }
            strayBytes += end - position;
            position = end;
            if (!readDocument()) {
                return false;
            }
        } while (!startsRun());
        recordType = RecordType.HEADER;
        return true;
    }

    /**
     * What {@link #next()} moved to: {@link RecordType#HEADER} for the start of a run, {@link RecordType#PACKET},
     * {@link RecordType#GAP} or {@link RecordType#FEED}.
     */
    public RecordType recordType() {
        return recordType;
    }

    /** The packet record moved to; a flyweight, valid until the next move. */
    public PacketEventDecoder packet() {
        return packet;
    }

    /** The gap record moved to; a flyweight, valid until the next move. */
    public GapEventDecoder gap() {
        return gap;
    }

    /** The feed record moved to; a flyweight, valid until the next move. */
    public FeedEventDecoder feed() {
        return feed;
    }

    /** The header of the run that the record belongs to; null before the first one. */
    public JournalHeader header() {
        return header;
    }

    /** Records passed over because this version does not know their type or version. */
    public long unknownRecords() {
        return unknownRecords;
    }

    /** Bytes passed over that make no record: 0 in an undamaged journal. */
    public long strayBytes() {
        return strayBytes;
    }

    /** Closes the journal's files; harmless when closed already. */
    @Override
    public void close() {
        tailer.close();
        queue.close();
    }

    /** Refuses a journal whose first or last document this version must not append to. */
    static void refuseNewer(Path folder) {
        try (JournalReader reader = open(folder)) {
            reader.tailer.direction(TailerDirection.BACKWARD).toEnd();
            if (reader.readDocument() && reader.end >= JournalRecord.LENGTH) {
                final int version = JournalRecord.version(reader.document, 0);
                if (version > JournalRecord.VERSION) {
                    throw new JournalVersionException(reader.where, version, JournalRecord.VERSION);
                }
            }
        }
    }

    /** Wraps the record's decoder, if this version has one. */
    private boolean isKnown(int at) {
        if (JournalRecord.version(document, at) > JournalRecord.VERSION) {
            return false;
        }
        switch (JournalRecord.type(document, at)) {
            case PACKET -> {
                recordType = RecordType.PACKET;
                packet.wrap(document, at, header == null ? 0 : header.fastHitNs());
                return true;
            }
            case GAP -> {
                recordType = RecordType.GAP;
                gap.wrap(document, at);
                return true;
            }
            case FEED -> {
                recordType = RecordType.FEED;
                feed.wrap(document, at);
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** Takes the document for a header where it is one, and says whether a run starts with it. */
    private boolean startsRun() {
        if (!JournalHeaderCodec.isHeader(document, end)) {
            return false;
        }
        final JournalHeader read = JournalHeaderCodec.decode(document, end, where);
        final boolean starts = header == null || header.runId() != read.runId();
        header = read;
        position = end;
        return starts;
    }

    private boolean readDocument() {
        position = 0;
        end = 0;
        try (DocumentContext context = tailer.readingDocument()) {
            if (!context.isPresent()) {
                return false;
            }
            final int length = JournalFiles.wrap(context, view);
            document.putBytes(0, view, 0, length);
            end = length;
            return true;
        } catch (final Throwable e) {
            throw unreadable(where, e);
        }
    }

    /** Chronicle starts at the first file that its table names, and finds nothing when that one was removed. */
    private void toStart() {
        if (firstCycle > queue.firstCycle()) {
            tailer.moveToCycle(firstCycle);
        } else {
            tailer.toStart();
        }
    }

    private void refuseForeign() {
        if (readDocument()) {
            if (!JournalHeaderCodec.isHeader(document, end)) {
                throw notAJournal(Path.of(where), "its first record is something else");
            }
            JournalHeaderCodec.decode(document, end, where);
            toStart();
            end = 0;
            position = 0;
        }
    }

    /** Refuses what is no journal; returns the cycle of its oldest file. */
    private static int requireJournal(Path folder) {
        final int firstCycle;
        if (!Files.exists(folder)) {
            throw new JournalException(
                    "There is no journal folder " + folder + ": see how the path is spelled.");
        }
        if (!Files.isDirectory(folder)) {
            throw new JournalException(
                    folder + " is a file and a journal is a folder: name the folder that holds it.");
        }
        try {
            firstCycle = JournalFiles.firstCycle(folder);
            if (firstCycle < 0) {
                throw notAJournal(folder, "it has no " + SingleChronicleQueue.SUFFIX + " file");
            }
        } catch (final IOException e) {
            throw new JournalException("The journal folder " + folder + " cannot be read (" + e
                    + "): give this user read permission on it.", e);
        }
        if (!JournalFiles.hasMetadata(folder)) {
            throw notAJournal(folder, "it has no " + JournalFiles.METADATA);
        }
        return firstCycle;
    }

    private static JournalException notAJournal(Path folder, String reason) {
        return new JournalException(folder + " is not an rxpath journal (" + reason
                + "): name the folder that a receiver wrote, with all its files.");
    }

    private static JournalException unreadable(String where, Throwable cause) {
        return cause instanceof final JournalException said
                ? said
                : new JournalException("The journal in " + where + " cannot be read (" + cause
                        + "): see whether this user may read all its files and whether the copy is complete.",
                        cause);
    }
}
