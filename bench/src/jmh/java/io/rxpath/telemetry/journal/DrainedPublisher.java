package io.rxpath.telemetry.journal;

/** A publisher whose events the same thread takes again, many at a time, so that its ring is never full. */
public final class DrainedPublisher {
    private static final int RECORDS = 65_536;
    private static final int HALF = RECORDS / 2;

    private final EventRing ring = new EventRing(RECORDS);
    private final EventPublisher publisher = new EventPublisher(ring, 0);
    private int waiting;
    private long taken;

    /** Publishes into the ring. */
    public EventPublisher publisher() {
        return publisher;
    }

    /** Says that {@code events} more have been published; takes them where it is time. */
    public void published(int events) {
        waiting += events;
        if (waiting >= HALF) {
            waiting = 0;
            ring.drain((buffer, offset) -> taken++, RECORDS);
        }
    }
}
