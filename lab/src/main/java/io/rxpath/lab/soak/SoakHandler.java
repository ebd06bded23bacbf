package io.rxpath.lab.soak;

import org.agrona.DirectBuffer;

import io.rxpath.FeedHandler;
import io.rxpath.PacketTag;
import io.rxpath.lab.send.SendStamp;

/** Keeps what the feed handler was told of each packet, to hold the journal against. Allocates nothing. */
final class SoakHandler implements FeedHandler {
    private final BlockSums sums;
    private long handled;
    private long foreign;

    /** Creates the handler with room for the contents of {@code mostPackets}. */
    SoakHandler(long mostPackets) {
        sums = new BlockSums(mostPackets);
    }

    @Override
    public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
        handled++;
        if (!SendStamp.present(payload, offset, length)) {
            foreign++;
        }
        sums.add(tag.packetNumber(),
                BlockSums.hash(tag.packetNumber(), tag.appNs(), length, tag.branch().code()));
    }

    /** Packets handed over; after the receiver has stopped. */
    long handled() {
        return handled;
    }

    /** Packets that no sender of ours sent; after the receiver has stopped. */
    long foreign() {
        return foreign;
    }

    /** What the packets said; after the receiver has stopped. */
    BlockSums sums() {
        return sums;
    }
}
