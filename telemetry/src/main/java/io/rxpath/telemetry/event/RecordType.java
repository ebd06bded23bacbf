package io.rxpath.telemetry.event;

/** What kind of record a journal holds at a place. Four bits on disk, beside the version. */
public enum RecordType {
    /** Not a record, or a type that this version does not know: a reader skips and counts it. */
    UNKNOWN(0),
    /** The first record of each run and of each file: {@link JournalHeader}. */
    HEADER(1),
    /** One packet: {@link PacketRecord}. */
    PACKET(2),
    /** Packet records that are missing: {@link GapRecord}. */
    GAP(3),
    /** Reserved: a change of regime. */
    TRANSITION(4),
    /** Reserved: the indicators of one window. */
    WINDOW(5),
    /** Reserved: a settings epoch. */
    EPOCH(6),
    /** Reserved: what only some packets have. */
    EXTENSION(7),
    /** Something rare on a feed: {@link FeedRecord}. */
    FEED(8),
    /** The end of a worker's run, in order: {@link EndRecord}. */
    END(9);

    private static final RecordType[] OF_CODE = {UNKNOWN, HEADER, PACKET, GAP, TRANSITION, WINDOW, EPOCH,
        EXTENSION, FEED, END};

    private final int code;

    RecordType(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 15. */
    public int code() {
        return code;
    }

    /** The type of a code; {@link #UNKNOWN} for a code that this version does not know. Allocates nothing. */
    public static RecordType of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : UNKNOWN;
    }
}
