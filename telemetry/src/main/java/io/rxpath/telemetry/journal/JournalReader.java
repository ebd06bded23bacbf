package io.rxpath.telemetry.journal;

import java.nio.file.Path;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;

/**
 * Reads a journal from its first record or from a place in it, across documents, files and runs, while it is being
 * written or afterwards. Without a name it changes nothing on disk; with one it can keep its place there. One thread at a
 * time.
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
    /** {@link #appNs()} of a record that has no app time: earlier than any. */
    public static final long NO_TIME = TimeSearch.NONE;

    private final RecordView view = new RecordView();
    private final String where;
    private final DocumentCursor cursor;
    private final DirectBuffer document;
    private final NamedReader name;
    private JournalHeader header;
    /** In the document: where its numbered records start, where the next one is, where the document ends. */
    private int base;
    private int next;
    private int end;
    /** Whether the document has been read and nothing in it looked at yet. */
    private boolean held;
    /** The record moved to, or the place where the next is looked for, and whether it is the former. */
    private long index;
    private int record;
    private boolean moved;
    private long unknownRecords;
    private long strayBytes;
    private JournalSkip resumeSkip;

    private JournalReader(String where, DocumentCursor cursor, NamedReader name) {
        this.where = where;
        this.cursor = cursor;
        this.name = name;
        document = cursor.document();
        index = cursor.place();
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
        return openFor(ReadableFolder.require(folder), null);
    }

    /**
     * Opens a journal where the reader of this name left off: behind the last record before its last {@link #commit()}, or
     * before the first record if it never committed. The name is this reader's until it is closed.
     *
     * @param folder the journal's folder, where this user may write
     * @param name up to 64 letters, digits, {@code -} and {@code _}
     * @throws JournalVersionException if it was written by a newer rxpath
     * @throws JournalException if there is no journal, it cannot be read, the name is in use or its position is damaged
     *     or lies behind the journal's end
     */
    public static JournalReader open(Path folder, String name) {
        final Path path = ReadableFolder.require(folder);
        final NamedReader named = NamedReader.take(path, name);
        JournalReader reader = null;
        try {
            reader = openFor(path, named);
            reader.resume();
            return reader;
        } catch (final Throwable e) {
            if (reader != null) {
                reader.cursor.close();
            }
            named.close();
            throw ReadableFolder.unreadable(path.toString(), e);
        }
    }

    private static JournalReader openFor(Path path, NamedReader name) {
        DocumentCursor cursor = null;
        try {
            cursor = DocumentCursor.open(path);
            final JournalReader reader = new JournalReader(path.toString(), cursor, name);
            reader.refuseForeign();
            return reader;
        } catch (final Throwable e) { // Chronicle throws checked exceptions undeclared, and Errors
            CloseHelper.quietClose(cursor);
            throw ReadableFolder.unreadable(path.toString(), e);
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
            while (end - next >= JournalRecord.LENGTH) {
                final int at = next;
                next += JournalRecord.LENGTH;
                if (view.wrap(document, at, header)) {
                    standAt((at - base) / JournalRecord.LENGTH);
                    return true;
                }
                unknownRecords++;
            }
            strayBytes += end - next;
            next = end;
            if (!held && !readDocument()) {
                return false;
            }
            held = false;
        } while (!startsRun());
        view.header(document);
        standAt(0);
        return true;
    }

    /**
     * What {@link #next()} moved to: {@link RecordType#HEADER} for the start of a run, {@link RecordType#PACKET},
     * {@link RecordType#GAP}, {@link RecordType#FEED} or {@link RecordType#END}.
     */
    public RecordType recordType() {
        return view.type();
    }

    /** The major format version of the record moved to. */
    public int version() {
        return view.version();
    }

    /** The packet record moved to; a flyweight, valid until the next move. */
    public PacketEventDecoder packet() {
        return view.packet();
    }

    /** The gap record moved to; a flyweight, valid until the next move. */
    public GapEventDecoder gap() {
        return view.gap();
    }

    /** The end record moved to; a flyweight, valid until the next move. */
    public EndEventDecoder end() {
        return view.end();
    }

    /** The feed record moved to; a flyweight, valid until the next move. */
    public FeedEventDecoder feed() {
        return view.feed();
    }

    /** The header of the run that the record belongs to; null before the first one. */
    public JournalHeader header() {
        return header;
    }

    /**
     * When the packet moved to, or the last one of the gap, was received, or the run ended, CLOCK_REALTIME ns; else {@link
     * #NO_TIME}.
     */
    public long appNs() {
        return view.appNs();
    }

    /**
     * Where the record is that {@link #next()} moved to; after opening and after a jump, until then, where the next one is
     * looked for.
     */
    public JournalPosition position() {
        return new JournalPosition(index, record);
    }

    /** The document of {@link #position()}, without an object. */
    public long index() {
        return index;
    }

    /** The record of {@link #position()} within its document, without an object. */
    public int record() {
        return record;
    }

    /**
     * Jumps: {@link #next()} will move to the record there, or to the first one behind. {@link #header()} is then that of
     * the run which the place lies in, for which the file is looked through up to the place unless the next file says
     * that there is only one run in it. A jump to a header makes {@link #next()} move to that header, also to the one that each file repeats.
     *
     * @param to a place that {@link #position()} gave, or any other
     * @return false where no such document is in the journal: the file was removed, or the journal ends before
     * @throws JournalException if the journal cannot be read
     */
    public boolean moveTo(JournalPosition to) {
        try {
            final boolean there = cursor.moveTo(to.index());
            final long place = cursor.place();
            header = RunHeaders.before(cursor, place, where);
            cursor.moveTo(place);
            moved = false;
            held = false;
            index = place;
            record = there ? to.record() : 0;
            base = 0;
            next = 0;
            end = 0;
            if (there) {
                enter(to.record());
            }
            return there;
        } catch (final Throwable e) {
            throw ReadableFolder.unreadable(where, e);
        }
    }

    /**
     * Jumps by a binary search: {@link #next()} will move to the first record, but for headers, whose {@link #appNs()} is at or after
     * a time. Where the writer's clock was set back by more than a second, times come twice, and what is found is one whose time
     * is at or after that, behind a place where times were earlier: not always the first in the journal.
     *
     * @param realtimeNs CLOCK_REALTIME ns
     * @return false where none was found: this then stands at the end, where {@link #next()} goes on with what is written
     *     from now on
     * @throws JournalException if the journal cannot be read
     */
    public boolean moveToTime(long realtimeNs) {
        try {
            moveTo(new JournalPosition(new TimeSearch(cursor).start(realtimeNs), 0));
        } catch (final Throwable e) {
            throw ReadableFolder.unreadable(where, e);
        }
        final long unknown = unknownRecords;
        final long stray = strayBytes;
        boolean found = false;
        while (!found && next()) {
            found = view.type() != RecordType.HEADER && appNs() >= realtimeNs;
        }
        if (found) {
            next -= JournalRecord.LENGTH;
            moved = false;
        }
        unknownRecords = unknown;
        strayBytes = stray;
        return found;
    }

    /**
     * Keeps the place behind the record moved to, so that the next reader of this name goes on there. When this returns,
     * it is on the disk.
     *
     * @throws IllegalStateException if this reader was opened without a name
     * @throws JournalException if it cannot be written: the last one stays
     */
    public void commit() {
        if (name == null) {
            throw new IllegalStateException("A reader without a name keeps no position.");
        }
        name.commit(new JournalPosition(index, moved ? record + 1 : record));
    }

    /** Records passed over because this version does not know their type or version. */
    public long unknownRecords() {
        return unknownRecords;
    }

    /** Bytes passed over that make no record: 0 in an undamaged journal. */
    public long strayBytes() {
        return strayBytes;
    }

    /**
     * How often files were removed before this reader came to them: the one of its committed position, or one that it had
     * seen in the folder. Files of which it never knew are not noticed; the packet numbers tell of them.
     */
    public long skips() {
        return cursor.skips() + (resumeSkip == null ? 0 : 1);
    }

    /** The last of {@link #skips()}; null for none. */
    public JournalSkip lastSkip() {
        return cursor.lastSkip() == null ? resumeSkip : cursor.lastSkip();
    }

    /** Closes the journal's files and gives the name back; harmless when closed already. */
    @Override
    public void close() {
        cursor.close();
        if (name != null) {
            name.close();
        }
    }

    /** Refuses a journal whose first or last document this version must not append to. */
    static void refuseNewer(Path folder) {
        try (JournalReader reader = open(folder)) {
            if (reader.cursor.readLast() && reader.cursor.length() >= JournalRecord.LENGTH) {
                final int version = JournalRecord.version(reader.document, 0);
                if (version > JournalRecord.VERSION) {
                    throw new JournalVersionException(reader.where, version, JournalRecord.VERSION);
                }
            }
        }
    }

    private void resume() {
        final JournalPosition wanted = name.position();
        if (wanted == null || moveTo(wanted)) {
            return;
        }
        if (index <= wanted.index()) {
            throw new JournalException("The reader " + name.name() + " stands at " + wanted
                    + ", behind the end of the journal in " + where
                    + ": if the journal is another one now, forget the reader with rxpath journal forget.");
        }
        resumeSkip = new JournalSkip(wanted, position());
    }

    private void standAt(int number) {
        index = cursor.index();
        record = number;
        moved = true;
    }

    /** Stands before a record of the document ahead. */
    private void enter(int number) {
        final long place = cursor.place();
        if (!readDocument()) {
            return;
        }
        final boolean headed = JournalHeaderCodec.isHeader(document, end);
        if (headed && number == 0) {
            header = null;
            end = 0;
            cursor.moveTo(place);
        } else {
            if (headed) {
                startsRun();
            }
            next = (int) Math.min(end, base + (long) number * JournalRecord.LENGTH);
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
        // Records behind a header are numbered from 1, as the header is 0.
        next = JournalHeaderCodec.length(document, end);
        base = next - JournalRecord.LENGTH;
        return starts;
    }

    private boolean readDocument() {
        base = 0;
        next = 0;
        end = 0;
        try {
            if (!cursor.read()) {
                return false;
            }
            end = cursor.length();
            return true;
        } catch (final Throwable e) {
            throw ReadableFolder.unreadable(where, e);
        }
    }

    private void refuseForeign() {
        if (readDocument()) {
            if (!JournalHeaderCodec.isHeader(document, end)) {
                throw ReadableFolder.notAJournal(where, "its first record is something else");
            }
            JournalHeaderCodec.decode(document, end, where);
            index = cursor.index();
            next = end;
            held = true;
        }
    }
}
