package io.rxpath.lab.truth;

import org.agrona.DirectBuffer;

import io.rxpath.FeedHandler;
import io.rxpath.PacketTag;
import io.rxpath.lab.oracle.Labels;
import io.rxpath.lab.send.SendStamp;
import io.rxpath.linux.Libc;
import io.rxpath.telemetry.event.PacketFlags;

/**
 * The feed handler of a cell: notes what the receiver says of each packet and then does what the scenario wants of it.
 * Allocates nothing while packets come. The labels are read when no more come.
 */
final class LabellingHandler implements FeedHandler {
    /** How often the work is done while nothing is labelled, so that it is compiled, too. */
    private static final int REHEARSAL = 64;

    private final Handling handling;
    private final LabelFault fault;
    private volatile int pollTid = -1;
    private volatile Labels labels;
    private volatile long received;
    private long foreign;

    LabellingHandler(Handling handling, LabelFault fault) {
        this.handling = handling;
        this.fault = fault;
    }

    @Override
    public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
        if (pollTid < 0) {
            pollTid = Libc.gettid();
        }
        long packets = received;
        Labels wanted = labels;
        if (wanted != null) {
            label(wanted, payload, offset, length, tag);
        }
        // One writer: a volatile increment is enough.
        received = ++packets;
        if (wanted != null || packets % REHEARSAL == 0) {
            handle(packets);
        }
    }

    private void label(Labels wanted, DirectBuffer payload, int offset, int length, PacketTag tag) {
        if (!SendStamp.present(payload, offset, length)) {
            foreign++;
        } else {
            wanted.add(tag.packetNumber(), SendStamp.sequence(payload, offset, length), tag.socket(), length,
                    tag.ingressNs(), tag.appNs(), fault.branch(tag.packetNumber(), tag.branch()), tag.cause(),
                    tag.via(), tag.deliverer(), tag.evidence(), tag.stealNs(), tag.pollNs(), tag.fallbackNs(),
                    tag.unattributedNs(), tag.unseenNs(), (tag.flags() & PacketFlags.STALLED) != 0);
        }
    }

    private void handle(long packets) {
        if (handling.workNs() > 0) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < handling.workNs()) {
                Thread.onSpinWait();
            }
        }
        if (handling.sleepEvery() > 0 && packets % handling.sleepEvery() == 0) {
            Libc.usleep(handling.sleepUsecs());
        }
    }

    /** From the next packet on, labels go to {@code to}; by another thread, while no packet comes. */
    void labelInto(Labels to) {
        labels = to;
    }

    /** The poll thread as the kernel numbers it; -1 before the first packet. Any thread. */
    int pollTid() {
        return pollTid;
    }

    /** Packets handed over so far. Any thread. */
    long received() {
        return received;
    }

    /** Packets that no sender of ours sent. */
    long foreign() {
        return foreign;
    }
}
