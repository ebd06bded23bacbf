package io.rxpath.poller;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.util.ArrayList;
import java.util.List;

/** What an engine received: the first number of each datagram, by socket. */
final class Received implements AutoCloseable {
    private final PollEngine engine;
    private final PacketBatch batch;
    private final List<List<Integer>> numbers = new ArrayList<>();
    private volatile int count;

    Received(PollEngine engine, int capacity) {
        this.engine = engine;
        batch = new PacketBatch(capacity, 64);
        for (int i = 0; i < engine.sockets(); i++) {
            numbers.add(new ArrayList<>());
        }
    }

    /** One turn for at most {@code most}. */
    int turn(int most) {
        return enter(engine.receive(batch, most));
    }

    int drain(int socket) {
        return enter(engine.drain(socket, batch));
    }

    private int enter(int packets) {
        for (int i = 0; i < packets; i++) {
            numbers.get(engine.socket())
                    .add(batch.messages().slab().get(JAVA_INT_UNALIGNED, batch.messages().payloadOffset(i)));
        }
        count = count + packets;
        return packets;
    }

    /** Makes turns until {@code packets} have come in all. */
    void await(int packets) {
        while (count < packets) {
            turn(batch.capacity());
        }
    }

    /** How many have come in all; any thread may ask. */
    int count() {
        return count;
    }

    /** Of socket {@code socket}, in the order of their coming. */
    List<Integer> of(int socket) {
        return numbers.get(socket);
    }

    PacketBatch batch() {
        return batch;
    }

    @Override
    public void close() {
        engine.close();
        batch.close();
    }
}
