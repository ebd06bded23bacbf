package io.rxpath.telemetry.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.EndEventEncoder;
import io.rxpath.telemetry.event.EndRecord;
import io.rxpath.telemetry.event.FeedEventEncoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.PacketPolicy;

/**
 * The poll thread's end of an {@link EventRing}: records of the packets that the policy wants in, where the ring was full
 * a record of the gap before the next packet, and at last one of the end; between them records of what is rare on a feed.
 * Never waits, allocates nothing. Everything but
 * the counters belongs to one thread.
 */
public final class EventPublisher {
    private static final VarHandle PUBLISHED;
    private static final VarHandle DROPPED;
    private static final VarHandle LEFT_OUT;
    private static final VarHandle FEED_DROPPED;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            PUBLISHED = lookup.findVarHandle(EventPublisher.class, "published", long.class);
            DROPPED = lookup.findVarHandle(EventPublisher.class, "dropped", long.class);
            LEFT_OUT = lookup.findVarHandle(EventPublisher.class, "leftOut", long.class);
            FEED_DROPPED = lookup.findVarHandle(EventPublisher.class, "feedDropped", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PacketEventEncoder encoder = new PacketEventEncoder();
    private final FeedEventEncoder feedEncoder = new FeedEventEncoder();
    private final EventRing ring;
    private final int worker;
    private final PacketPolicy policy;
    private final boolean everyPacket;
    private final Gap gap;
    private long lastNumber = EndRecord.NO_NUMBER;
    private long published;
    private long dropped;
    private long feedDropped;
    private long leftOut;
    private boolean finished;

    /** Creates the only publisher of a ring, for every packet. */
    public EventPublisher(EventRing ring, int worker) {
        this(ring, worker, PacketPolicy.ALL);
    }

    /**
     * Creates the only publisher of a ring.
     *
     * @param ring written by nobody else
     * @param worker the worker that its records carry, 0 to 65535
     * @param policy the packets that get a record
     */
    public EventPublisher(EventRing ring, int worker, PacketPolicy policy) {
        this.ring = ring;
        this.worker = worker;
        this.policy = policy;
        everyPacket = policy.equals(PacketPolicy.ALL);
        gap = new Gap(worker, GapReason.RING_FULL);
    }

    /**
     * Whether a packet is to have a record; asked once for each packet, {@link #begin} follows where it is. One that is
     * not is counted.
     *
     * @param branch the packet's
     * @param packetNumber unique within run and worker, ascending
     */
    public boolean wants(Branch branch, long packetNumber) {
        if (everyPacket || policy.records(branch, packetNumber)) {
            return true;
        }
        lastNumber = packetNumber;
        LEFT_OUT.setOpaque(this, leftOut + 1);
        return false;
    }

    /**
     * Starts a packet's record, which carries worker, number and app time already. {@link #end()} must follow unless
     * it was refused.
     *
     * @param packetNumber unique within run and worker, ascending
     * @param appNs end of the receive call that returned the packet, CLOCK_REALTIME ns
     * @return the encoder, or null when the ring is full: the packet is then counted and will be part of a gap record
     */
    public PacketEventEncoder begin(long packetNumber, long appNs) {
        lastNumber = packetNumber;
        if (!gap.isEmpty() && !endGap()) {
            drop(packetNumber, appNs);
            return null;
        }
        final int offset = ring.claim();
        if (offset < 0) {
            drop(packetNumber, appNs);
            return null;
        }
        return encoder.wrap(ring.buffer(), offset).packetNumber(packetNumber).appNs(appNs).worker(worker);
    }

    /** Publishes the record that {@link #begin} started. */
    public void end() {
        encoder.write();
        ring.publishRelease();
        PUBLISHED.setOpaque(this, published + 1);
    }

    /**
     * Starts the record of something rare on a feed, which carries the worker already. {@link #endFeed()} must follow unless
     * it was refused. Not between {@link #begin} and {@link #end()}.
     *
     * @param socket the line that it is about
     * @return the encoder, or null where the ring is half full: the room is for packets' records, the event is counted
     */
    public FeedEventEncoder beginFeed(int socket) {
        if (!ring.hasFree(ring.capacity() / 2)) {
            FEED_DROPPED.setOpaque(this, feedDropped + 1);
            return null;
        }
        return feedEncoder.wrap(ring.buffer(), ring.claim()).line(worker, socket);
    }

    /** Publishes the record that {@link #beginFeed} started. */
    public void endFeed() {
        ring.publishRelease();
    }

    /**
     * Writes what is left of a gap, for the end of a run.
     *
     * @return whether nothing is left; when the ring is full, try again after the consumer has taken some
     */
    public boolean flushGap() {
        if (gap.isEmpty()) {
            return true;
        }
        final int offset = ring.claim();
        if (offset < 0) {
            return false;
        }
        publishGap(offset);
        return true;
    }

    /**
     * Writes what is left of a gap and then that the run ended in order. The poll thread has ended, or calls it itself;
     * nothing is published after it.
     *
     * @param endNs when the run ended, CLOCK_REALTIME ns
     * @return whether it is done; when the ring is full, try again after the consumer has taken some
     */
    public boolean finish(long endNs) {
        if (finished) {
            return true;
        }
        if (!flushGap()) {
            return false;
        }
        final int offset = ring.claim();
        if (offset < 0) {
            return false;
        }
        new EndEventEncoder().wrap(ring.buffer(), offset).worker(worker, endNs)
                .givenOut(lastNumber, published + dropped + leftOut).leftOut(leftOut);
        ring.publishRelease();
        finished = true;
        return true;
    }

    /** Any thread: packet records published. */
    public long published() {
        return (long) PUBLISHED.getOpaque(this);
    }

    /** Any thread: packets dropped because the ring was full. */
    public long dropped() {
        return (long) DROPPED.getOpaque(this);
    }

    /** Any thread: packets that the policy left out. */
    public long leftOut() {
        return (long) LEFT_OUT.getOpaque(this);
    }

    /** Any thread: events of feeds dropped because the ring was half full. */
    public long feedEventsDropped() {
        return (long) FEED_DROPPED.getOpaque(this);
    }

    /** Two slots or none, so that a packet always follows the gap before it. */
    private boolean endGap() {
        if (!ring.hasFree(2)) {
            return false;
        }
        publishGap(ring.claim());
        return true;
    }

    private void publishGap(int offset) {
        gap.moveTo(ring.buffer(), offset);
        ring.publishRelease();
    }

    private void drop(long packetNumber, long appNs) {
        gap.add(packetNumber, appNs);
        DROPPED.setOpaque(this, dropped + 1);
    }
}
