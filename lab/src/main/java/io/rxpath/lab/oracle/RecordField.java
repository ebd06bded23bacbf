package io.rxpath.lab.oracle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A number in a trace record.
 *
 * @param offset from the record's first byte
 * @param bytes its size: 1, 2, 4 or 8; 0 for {@link #NONE}
 * @param signed whether a smaller number is negative where its uppermost bit is set
 */
record RecordField(int offset, int bytes, boolean signed) {
    /** Reads as 0. */
    static final RecordField NONE = new RecordField(0, 0, false);

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    RecordField {
        if (offset < 0 || offset > 1 << 20
                || bytes != 0 && bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8) {
            throw new IllegalArgumentException("a field of " + bytes + " bytes at " + offset
                    + " is no number that a trace record can hold");
        }
    }

    int end() {
        return offset + bytes;
    }

    /** Its value in the record that begins at {@code record}. */
    long read(MemorySegment segment, long record) {
        long at = record + offset;
        return switch (bytes) {
            case 1 -> signed
                    ? segment.get(ValueLayout.JAVA_BYTE, at)
                    : segment.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            case 2 -> signed ? segment.get(SHORT, at) : segment.get(SHORT, at) & 0xffff;
            case 4 -> signed ? segment.get(INT, at) : segment.get(INT, at) & 0xffff_ffffL;
            case 8 -> segment.get(LONG, at);
            default -> 0;
        };
    }

    /** As {@link #parse} reads it: {@code 8:4u}, {@code 8:4s}, or {@code -}. */
    @Override
    public String toString() {
        return bytes == 0 ? "-" : offset + ":" + bytes + (signed ? "s" : "u");
    }

    static RecordField parse(String text) {
        if (text.equals("-")) {
            return NONE;
        }
        int colon = text.indexOf(':');
        int last = text.length() - 1;
        if (colon < 1 || last < colon + 2 || text.charAt(last) != 's' && text.charAt(last) != 'u') {
            throw new IllegalArgumentException("'" + text + "' is no field");
        }
        return new RecordField(Integer.parseInt(text.substring(0, colon)),
                Integer.parseInt(text.substring(colon + 1, last)), text.charAt(last) == 's');
    }
}
