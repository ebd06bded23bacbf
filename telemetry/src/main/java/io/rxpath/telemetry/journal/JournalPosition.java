package io.rxpath.telemetry.journal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a journal: a record within a document. A later place is greater, also in another file and another run. It
 * stays what it is while the journal grows and when old files are removed. As text {@code 4d5b00000001/3}: the index in
 * hexadecimal, the record in decimal.
 *
 * @param index the document, as Chronicle Queue numbers it, zero or more
 * @param record the record within it, from 0; a header is record 0 of its document
 */
public record JournalPosition(long index, int record) implements Comparable<JournalPosition> {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,16})(?:/(\\d{1,7}))?");

    /** Refuses what is below zero. */
    public JournalPosition {
        if (index < 0 || record < 0) {
            throw new IllegalArgumentException(
                    "a place in a journal is not below zero, as " + index + " and " + record + " are");
        }
    }

    /**
     * Reads what {@link #toString()} wrote; without a record it is the first of the document.
     *
     * @throws JournalException if it has another form
     */
    public static JournalPosition parse(String text) {
        final Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            final long index = Long.parseUnsignedLong(matcher.group(1), 16);
            if (index >= 0) {
                return new JournalPosition(index,
                        matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)));
            }
        }
        throw new JournalException("'" + text
                + "' is no place in a journal: as rxpath tail --json prints it, for example 4d5b00000001/3, is wanted.");
    }

    @Override
    public int compareTo(JournalPosition other) {
        return index == other.index
                ? Integer.compare(record, other.record)
                : Long.compare(index, other.index);
    }

    @Override
    public String toString() {
        return Long.toHexString(index) + '/' + record;
    }
}
