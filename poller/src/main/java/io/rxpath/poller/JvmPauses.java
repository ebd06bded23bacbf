package io.rxpath.poller;

import java.util.function.LongSupplier;

/**
 * Whether the JVM was stopping its threads in the time between two looks. A sleep of the poll thread that nobody asked
 * for is the JVM's doing then. A stop is counted before its threads are held, which may be many turns later: it goes on
 * until its end is counted. Owned by the poll thread; never allocates.
 */
final class JvmPauses {
    /** Looks after which a stop that may be over is held to be over. */
    static final int DOUBTFUL_LOOKS = 1_000;

    private final LongSupplier begun;
    private final LongSupplier endedTime;
    private long begunSeen;
    private long endedSeen;
    private boolean underWay;
    private int doubtfulLooks;

    /**
     * Looks for the first time.
     *
     * @param begun how many stops have begun
     * @param endedTime a number that grows with each stop that ends
     */
    JvmPauses(LongSupplier begun, LongSupplier endedTime) {
        this.begun = begun;
        this.endedTime = endedTime;
        begunSeen = begun.getAsLong();
        endedSeen = endedTime.getAsLong();
    }

    /** Those of this JVM. */
    static JvmPauses ofThisJvm() {
        SafepointCount count = SafepointCount.ofThisJvm();
        return new JvmPauses(count::get, count::endedTime);
    }

    /** Whether the JVM was stopping its threads, or held them, at some time since the last look. */
    boolean sinceLastLook() {
        long begunNow = begun.getAsLong();
        long endedNow = endedTime.getAsLong();
        boolean began = begunNow != begunSeen;
        boolean ended = endedNow != endedSeen;
        begunSeen = begunNow;
        endedSeen = endedNow;
        boolean paused = underWay || began || ended;
        if (began && ended && underWay) {
            // The end is that of the first; that of the second may be past, too, for ends are not counted.
            doubtfulLooks = DOUBTFUL_LOOKS;
        } else if (began) {
            underWay = !ended || underWay;
            doubtfulLooks = 0;
        } else if (ended || doubtfulLooks > 0 && --doubtfulLooks == 0) {
            underWay = false;
            doubtfulLooks = 0;
        }
        return paused;
    }
}
