package io.rxpath.telemetry.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.EndEventEncoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;

/**
 * What was taken from the rings while the journal could not be written, as the records that are owed for it: a gap for
 * each worker, and behind the gaps the ends of runs, which are kept as they are. One thread.
 */
final class LostRecords {
    private final PacketEventDecoder packet = new PacketEventDecoder();
    private final GapEventDecoder gap = new GapEventDecoder();
    private final List<Gap> gaps = new ArrayList<>();
    private final Deque<UnsafeBuffer> ends = new ArrayDeque<>();

    /**
     * Adds a record that is not written.
     *
     * @param packetsRecorded of its worker in this run, for the end record
     */
    void add(DirectBuffer buffer, int offset, long packetsRecorded) {
        switch (JournalRecord.type(buffer, offset)) {
            case PACKET -> {
                packet.wrap(buffer, offset, 0);
                of(packet.worker()).add(packet.packetNumber(), packet.appNs());
            }
            case GAP -> {
                gap.wrap(buffer, offset);
                of(gap.worker()).add(gap);
            }
            case END -> {
                final UnsafeBuffer end = new UnsafeBuffer(new byte[JournalRecord.LENGTH]);
                end.putBytes(0, buffer, offset, JournalRecord.LENGTH);
                new EndEventEncoder().onto(end, 0).recorded(packetsRecorded);
                ends.add(end);
            }
            default -> {
                // Nothing is owed for it.
            }
        }
    }

    /** Moves the next record that is owed to {@code offset}; false where none is. */
    boolean moveTo(MutableDirectBuffer buffer, int offset) {
        for (int i = 0; i < gaps.size(); i++) {
            if (!gaps.get(i).isEmpty()) {
                gaps.get(i).moveTo(buffer, offset);
                return true;
            }
        }
        final UnsafeBuffer end = ends.poll();
        if (end == null) {
            return false;
        }
        buffer.putBytes(offset, end, 0, JournalRecord.LENGTH);
        return true;
    }

    /** How many ends are owed. */
    int ends() {
        return ends.size();
    }

    private Gap of(int worker) {
        for (int i = 0; i < gaps.size(); i++) {
            if (gaps.get(i).worker() == worker) {
                return gaps.get(i);
            }
        }
        final Gap added = new Gap(worker, GapReason.WRITE_FAILED);
        gaps.add(added);
        return added;
    }
}
