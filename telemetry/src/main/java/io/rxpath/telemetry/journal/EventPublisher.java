package io.rxpath.telemetry.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.PacketEventEncoder;

/**
 * The poll thread's end of an {@link EventRing}: packet records in, and where the ring was full a record of the gap
 * before the next packet. Never waits, allocates nothing. Everything but the two counters belongs to one thread.
 */
public final class EventPublisher {
    private static final VarHandle PUBLISHED;
    private static final VarHandle DROPPED;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            PUBLISHED = lookup.findVarHandle(EventPublisher.class, "published", long.class);
            DROPPED = lookup.findVarHandle(EventPublisher.class, "dropped", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final PacketEventEncoder encoder = new PacketEventEncoder();
    private final EventRing ring;
    private final int worker;
    private final Gap gap;
    private long published;
    private long dropped;

    /**
     * Creates the only publisher of a ring.
     *
     * @param ring written by nobody else
     * @param worker the worker that its records carry, 0 to 65535
     */
    public EventPublisher(EventRing ring, int worker) {
        this.ring = ring;
        this.worker = worker;
        gap = new Gap(worker, GapReason.RING_FULL);
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

    /** Any thread: packet records published. */
    public long published() {
        return (long) PUBLISHED.getOpaque(this);
    }

    /** Any thread: packets dropped because the ring was full. */
    public long dropped() {
        return (long) DROPPED.getOpaque(this);
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
