package io.rxpath.telemetry.event;

import org.agrona.DirectBuffer;

/**
 * What all records of a journal share: 64 bytes (only the header goes on after its 64), little-endian, and one byte
 * that says the type in its high and the version in its low four bits. The version of every record is the major
 * format version of the journal, so that any record alone tells it.
 */
public final class JournalRecord {
    /** Bytes of a record, and of the fixed part of a header. */
    public static final int LENGTH = 64;
    /**
     * Major format version: a reader refuses a larger one. 1 to 15. Version 1 had a record for every packet and did not
     * say when a run ended.
     */
    public static final int VERSION = 2;
    /** u8: type in the high four bits, version in the low four. */
    public static final int TYPE_VERSION_OFFSET = 58;

    private JournalRecord() {
    }

    /** The type and version byte of a record that this version writes. */
    public static byte typeVersion(RecordType type) {
        return (byte) (type.code() << 4 | VERSION);
    }

    /** The type of the record at {@code offset}, {@link RecordType#UNKNOWN} where this version knows none. */
    public static RecordType type(DirectBuffer buffer, int offset) {
        return RecordType.of(typeCode(buffer, offset));
    }

    /** The type code of the record at {@code offset}, 0 to 15. */
    public static int typeCode(DirectBuffer buffer, int offset) {
        return (buffer.getByte(offset + TYPE_VERSION_OFFSET) & 0xf0) >>> 4;
    }

    /** The version of the record at {@code offset}, 0 to 15. */
    public static int version(DirectBuffer buffer, int offset) {
        return buffer.getByte(offset + TYPE_VERSION_OFFSET) & 0xf;
    }
}
