package io.rxpath.poller;

/**
 * What the kernel's records tell of how one packet was taken from its device. Times are CLOCK_REALTIME ns. Written and
 * read by the poll thread only; a batch's is overwritten by its next call.
 */
public final class Delivery {
    /** Nothing is told. */
    public static final Delivery UNKNOWN = new Delivery();

    private Taker taker = Taker.UNKNOWN;
    private long takenNs;
    private long emptyNs;

    /** As given; for whoever has no batch. */
    public static Delivery of(Taker taker, long takenNs, long emptyNs) {
        Delivery delivery = new Delivery();
        delivery.set(taker, takenNs, emptyNs);
        return delivery;
    }

    void set(Taker who, long atNs, long lastEmptyNs) {
        taker = who;
        takenNs = atNs;
        emptyNs = lastEmptyNs;
    }

    /** Who took it. */
    public Taker taker() {
        return taker;
    }

    /** When; 0 where that is not told. */
    public long takenNs() {
        return takenNs;
    }

    /** When our last poll before that ended which left the ring empty; 0 where that is not told. */
    public long emptyNs() {
        return emptyNs;
    }
}
