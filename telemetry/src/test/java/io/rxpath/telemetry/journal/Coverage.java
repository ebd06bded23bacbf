package io.rxpath.telemetry.journal;

import org.agrona.DirectBuffer;

import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;

/** Checks that packets and gaps of one worker cover the numbers from 0 without hole or overlap. */
final class Coverage implements SlotHandler {
    private final PacketEventDecoder packet = new PacketEventDecoder();
    private final GapEventDecoder gap = new GapEventDecoder();
    private final int worker;
    long next;
    long packets;
    long missing;
    long gaps;
    String wrong;

    Coverage(int worker) {
        this.worker = worker;
    }

    @Override
    public void onSlot(DirectBuffer buffer, int offset) {
        if (JournalRecord.type(buffer, offset) == RecordType.GAP) {
            gap(gap.wrap(buffer, offset));
        } else {
            packet(packet.wrap(buffer, offset, 0));
        }
    }

    void packet(PacketEventDecoder decoder) {
        check(decoder.packetNumber() == next && decoder.worker() == worker
                && decoder.appNs() == Journals.appNs(next), "packet " + decoder.packetNumber());
        next = decoder.packetNumber() + 1;
        packets++;
    }

    void gap(GapEventDecoder decoder) {
        final long first = decoder.firstNumber();
        final long last = decoder.lastNumber();
        check(first == next && decoder.count() == last - first + 1 && decoder.worker() == worker
                && decoder.reason() != GapReason.UNKNOWN && decoder.firstAppNs() == Journals.appNs(first)
                && decoder.lastAppNs() == Journals.appNs(last), "gap " + first + "-" + last);
        next = last + 1;
        missing += decoder.count();
        gaps++;
    }

    private void check(boolean right, String what) {
        if (!right && wrong == null) {
            wrong = what + " where " + next + " was due";
        }
    }
}
