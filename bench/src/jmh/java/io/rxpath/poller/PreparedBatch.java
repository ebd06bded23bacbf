package io.rxpath.poller;

import io.rxpath.linux.LoopbackDatagram;
import io.rxpath.linux.WrittenStamps;

/** A batch that was received once and is handed out again and again, each time as that of a new call with new stamps. */
public final class PreparedBatch implements AutoCloseable {
    /** Packets of one poll are stamped one after the other. */
    private static final long STAMPS_APART_NS = 8;

    private final PacketBatch batch;
    private final WrittenStamps stamps;

    /** With {@code packets} packets, 1 to {@link PacketBatch#MAX_PACKETS}. */
    public PreparedBatch(int packets) {
        batch = new PacketBatch(packets, LoopbackDatagram.BYTES);
        stamps = new WrittenStamps(batch.messages());
        try (LoopbackDatagram datagram = new LoopbackDatagram()) {
            int received = datagram.peek(batch.messages(), packets);
            if (received != packets) {
                throw new IllegalStateException(
                        "a call for " + packets + " datagrams over loopback returned " + received);
            }
        }
    }

    /** The batch as it was handed out last. */
    public PacketBatch batch() {
        return batch;
    }

    /** Gives its packets stamps from {@code firstNs} on. */
    void stamp(long firstNs) {
        for (int i = 0; i < batch.capacity(); i++) {
            stamps.set(i, firstNs + i * STAMPS_APART_NS);
        }
    }

    /** Takes it over as that of call {@code call}. */
    public PacketBatch accept(long call) {
        batch.accept(batch.capacity(), 0, false, call);
        return batch;
    }

    /** Hands it out as that of the next of {@code calls}. */
    public PacketBatch next(PreparedCalls calls) {
        long call = calls.next();
        stamp(calls.stampNs());
        return accept(call);
    }

    @Override
    public void close() {
        batch.close();
    }
}
