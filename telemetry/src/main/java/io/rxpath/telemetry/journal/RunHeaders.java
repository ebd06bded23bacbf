package io.rxpath.telemetry.journal;

import io.rxpath.telemetry.event.JournalHeader;

/**
 * Finds the header that holds at a place. It is the last one before the place in the same file, since each file and each
 * run starts with one. A file that lies within one run is known by the header of the next; the others are looked through.
 */
final class RunHeaders {
    /** So few documents are looked through sooner than another file is opened. */
    private static final long FEW_DOCUMENTS = 4096;

    private RunHeaders() {
    }

    /**
     * The header before a place, null where the place is the start of a file or of the journal. Moves the cursor.
     *
     * @param where the folder, for the sentence of an exception
     */
    static JournalHeader before(DocumentCursor cursor, long place, String where) {
        if (cursor.sequence(place) == 0) {
            return null;
        }
        final long start = cursor.startOfFile(place);
        if (cursor.sequence(place) > FEW_DOCUMENTS) {
            final JournalHeader first = at(cursor, start, where);
            final long next = cursor.startOfNextFile(place);
            final JournalHeader second = next < 0 ? null : at(cursor, next, where);
            if (first != null && second != null && first.runId() == second.runId()) {
                return first;
            }
        }
        JournalHeader found = null;
        if (cursor.moveTo(start)) {
            while (cursor.readHeader(place)) {
                found = JournalHeaderCodec.decode(cursor.document(), cursor.length(), where);
            }
        }
        return found;
    }

    private static JournalHeader at(DocumentCursor cursor, long start, String where) {
        return cursor.moveTo(start) && cursor.read()
                && JournalHeaderCodec.isHeader(cursor.document(), cursor.length())
                        ? JournalHeaderCodec.decode(cursor.document(), cursor.length(), where)
                        : null;
    }
}
