package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RecordType;

class EventPublisherTest {
    private final EventRing ring = new EventRing(4);
    private final EventPublisher publisher = new EventPublisher(ring, 9);
    private final List<String> taken = new ArrayList<>();

    @Test
    void aGapIsWrittenBeforeTheNextPacketOnceTwoSlotsAreFree() {
        for (int number = 0; number < 7; number++) {
            assertEquals(number < 4, publish(number));
        }
        drain(1);
        assertFalse(publish(7), "one free slot is not enough for the gap and a packet");
        drain(1);
        assertTrue(publish(8));
        drain(10);
        assertEquals(List.of("0", "1", "2", "3", "gap 4-7 (4) at 4800-7800", "8"), taken);
        assertEquals(5, publisher.published());
        assertEquals(4, publisher.dropped());
    }

    @Test
    void theEndOfARunFlushesTheGapWithOneFreeSlot() {
        for (int number = 0; number < 5; number++) {
            publish(number);
        }
        assertFalse(publisher.flushGap());
        drain(1);
        assertTrue(publisher.flushGap());
        assertTrue(publisher.flushGap(), "nothing is left");
        drain(10);
        assertEquals(List.of("0", "1", "2", "3", "gap 4-4 (1) at 4800-4800"), taken);
    }

    @Test
    void aRecordStartsWithWhatThePublisherKnows() {
        assertNotNull(publisher.begin(41, 42));
        publisher.end();
        ring.drain((buffer, offset) -> {
            final PacketEventDecoder packet = new PacketEventDecoder().wrap(buffer, offset, 0);
            taken.add(packet.worker() + " " + packet.packetNumber() + " " + packet.appNs());
        }, 1);
        assertEquals(List.of("9 41 42"), taken);
    }

    @Test
    void aRefusedPacketLeavesNothingToEnd() {
        for (int number = 0; number < 4; number++) {
            publish(number);
        }
        assertNull(publisher.begin(4, 4));
        assertEquals(4, ring.size());
    }

    @Test
    void thePolicyLeavesOutHotPacketsAndCountsThem() {
        final EventPublisher sampled = new EventPublisher(ring, 9, new PacketPolicy(3));
        final List<Long> wanted = new ArrayList<>();
        for (long number = 0; number < 7; number++) {
            final Branch branch = number == 4 ? Branch.FALLBACK_IRQ : Branch.HOT_POLL;
            if (sampled.wants(branch, number)) {
                wanted.add(number);
            }
        }
        assertEquals(List.of(0L, 3L, 4L, 6L), wanted);
        assertEquals(3, sampled.leftOut());
        assertTrue(publisher.wants(Branch.HOT_POLL, 1));
        assertEquals(0, publisher.leftOut());
    }

    @Test
    void theEndComesLastAndSaysWhatWasGivenOut() {
        final EventPublisher sampled = new EventPublisher(ring, 9, new PacketPolicy(2));
        for (int number = 0; number < 12; number++) {
            if (sampled.wants(Branch.HOT_POLL, number) && sampled.begin(number, number) != null) {
                sampled.end();
            }
        }
        assertFalse(sampled.finish(77), "the ring is full");
        drain(1);
        assertFalse(sampled.finish(77), "the gap took the slot");
        drain(1);
        assertTrue(sampled.finish(77));
        assertTrue(sampled.finish(78), "said already");
        drain(10);
        assertEquals(List.of("0", "2", "4", "6", "gap 8-10 (2) at 8-10", "end 11 of 12, left out 6, at 77"),
                taken);
    }

    @Test
    void aRunWithoutPacketsEndsToo() {
        assertTrue(publisher.finish(1));
        drain(10);
        assertEquals(List.of("end -1 of 0, left out 0, at 1"), taken);
    }

    @Test
    void whatIsRareOnAFeedLeavesHalfTheRingToPackets() {
        assertTrue(publishFeed(7));
        assertTrue(publish(0));
        assertTrue(publishFeed(8), "half of four slots is free");
        assertFalse(publishFeed(9));
        assertTrue(publish(1));
        assertFalse(publish(2));
        drain(10);
        assertTrue(publishFeed(10), "a gap that is still to be written does not hold it up");
        assertTrue(publish(3));
        drain(10);
        assertEquals(List.of("feed 9/7", "0", "feed 9/8", "1", "feed 9/10", "gap 2-2 (1) at 2800-2800", "3"),
                taken);
        assertEquals(3, publisher.published());
        assertEquals(1, publisher.dropped());
        assertEquals(1, publisher.feedEventsDropped());
    }

    private boolean publishFeed(int socket) {
        if (publisher.beginFeed(socket) == null) {
            return false;
        }
        publisher.endFeed();
        return true;
    }

    private boolean publish(int number) {
        if (publisher.begin(number, Journals.appNs(number)) == null) {
            return false;
        }
        publisher.end();
        return true;
    }

    private void drain(int limit) {
        ring.drain((buffer, offset) -> {
            if (JournalRecord.type(buffer, offset) == RecordType.GAP) {
                final GapEventDecoder gap = new GapEventDecoder().wrap(buffer, offset);
                taken.add("gap " + gap.firstNumber() + "-" + gap.lastNumber() + " (" + gap.count() + ") at "
                        + gap.firstAppNs() + "-" + gap.lastAppNs());
            } else if (JournalRecord.type(buffer, offset) == RecordType.END) {
                final EndEventDecoder end = new EndEventDecoder().wrap(buffer, offset);
                taken.add("end " + end.lastNumber() + " of " + end.givenOut() + ", left out " + end.leftOut()
                        + ", at " + end.endNs());
            } else if (JournalRecord.type(buffer, offset) == RecordType.FEED) {
                final FeedEventDecoder feed = new FeedEventDecoder().wrap(buffer, offset);
                taken.add("feed " + feed.worker() + "/" + feed.socket());
            } else {
                taken.add(Long.toString(new PacketEventDecoder().wrap(buffer, offset, 0).packetNumber()));
            }
        }, limit);
    }
}
