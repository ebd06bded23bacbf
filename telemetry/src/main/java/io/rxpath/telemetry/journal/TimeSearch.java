package io.rxpath.telemetry.journal;

import java.util.concurrent.TimeUnit;

import org.agrona.DirectBuffer;

import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;

/**
 * Finds by binary search, over files and then over the documents of one, where a look for a time may begin. Records of
 * several workers lie in the order in which the journal thread took them, so that times go up and down a little from
 * document to document: the look begins a second early.
 */
final class TimeSearch {
    /** By how much an earlier record may be newer than a later one, unless a clock was set back. */
    static final long DISORDER_NS = TimeUnit.SECONDS.toNanos(1);
    /** The time of a record that has none, and of a place with nothing behind it. */
    static final long NONE = Long.MIN_VALUE;

    private final PacketEventDecoder packet = new PacketEventDecoder();
    private final DocumentCursor cursor;

    TimeSearch(DocumentCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * The index of a document before which, unless a clock was set back, no record is as late as a time. Moves the
     * cursor.
     *
     * @param realtimeNs CLOCK_REALTIME ns
     */
    long start(long realtimeNs) {
        final long early = realtimeNs < Long.MIN_VALUE + DISORDER_NS ? realtimeNs : realtimeNs - DISORDER_NS;
        final long[] files = cursor.startsOfFiles();
        if (files.length == 0) {
            return 0;
        }
        int file = 0;
        for (int low = 1, high = files.length; low < high;) {
            final int middle = (low + high) >>> 1;
            if (isBefore(files[middle], early)) {
                file = middle;
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return documentIn(files[file], early);
    }

    /** Doubles the step as long as documents are there and early enough, then halves it. */
    private long documentIn(long start, long early) {
        long low = start;
        long step = 1;
        while (isBefore(start + step, early)) {
            low = start + step;
            step <<= 1;
        }
        long high = start + step;
        while (low + 1 < high) {
            final long middle = (low + high) >>> 1;
            if (isBefore(middle, early)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a document is there, and it or the next one that has a time has one before {@code early}. */
    private boolean isBefore(long index, long early) {
        if (!cursor.moveTo(index)) {
            return false;
        }
        while (cursor.read()) {
            final long timeNs = firstTimeNs(cursor.document(), cursor.length());
            if (timeNs != NONE) {
                return timeNs < early;
            }
        }
        return false;
    }

    /** The app time of the first packet. A gap's may be long past: it is told before its worker's next packet. */
    private long firstTimeNs(DirectBuffer document, int length) {
        final int start = JournalHeaderCodec.isHeader(document, length) ? length : 0;
        for (int at = start; at + JournalRecord.LENGTH <= length; at += JournalRecord.LENGTH) {
            if (JournalRecord.type(document, at) == RecordType.PACKET) {
                return packet.wrap(document, at, 0).appNs();
            }
        }
        return NONE;
    }
}
