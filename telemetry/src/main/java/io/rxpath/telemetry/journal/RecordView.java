package io.rxpath.telemetry.journal;

import org.agrona.DirectBuffer;

import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;

/** The record that a reader stands at: its type and version, and the decoder of that type around it. One thread. */
final class RecordView {
    private final PacketEventDecoder packet = new PacketEventDecoder();
    private final GapEventDecoder gap = new GapEventDecoder();
    private final EndEventDecoder end = new EndEventDecoder();
    private final FeedEventDecoder feed = new FeedEventDecoder();
    private RecordType type = RecordType.UNKNOWN;
    private int version;

    RecordType type() {
        return type;
    }

    int version() {
        return version;
    }

    PacketEventDecoder packet() {
        return packet;
    }

    GapEventDecoder gap() {
        return gap;
    }

    EndEventDecoder end() {
        return end;
    }

    FeedEventDecoder feed() {
        return feed;
    }

    /** When what it tells of happened, CLOCK_REALTIME ns; {@link JournalReader#NO_TIME} where it does not say. */
    long appNs() {
        return switch (type) {
            case PACKET -> packet.appNs();
            case GAP -> gap.lastAppNs();
            case FEED -> feed.appNs();
            case END -> end.endNs();
            default -> JournalReader.NO_TIME;
        };
    }

    /** Moves to the header at the start of a document. */
    void header(DirectBuffer document) {
        type = RecordType.HEADER;
        version = JournalRecord.version(document, 0);
    }

    /**
     * Moves to any other record.
     *
     * @param header of its run, null where that is not known
     * @return false, at the record of before, where this version knows no such record
     */
    boolean wrap(DirectBuffer document, int at, JournalHeader header) {
        final RecordType found = JournalRecord.type(document, at);
        if (JournalRecord.version(document, at) > JournalRecord.VERSION) {
            return false;
        }
        switch (found) {
            case PACKET -> packet.wrap(document, at, header == null ? 0 : header.fastHitNs());
            case GAP -> gap.wrap(document, at);
            case FEED -> feed.wrap(document, at);
            case END -> end.wrap(document, at);
            default -> {
                return false;
            }
        }
        type = found;
        version = JournalRecord.version(document, at);
        return true;
    }
}
