package io.rxpath.lab.truth;

import java.util.function.LongSupplier;

import io.rxpath.lab.LabException;

/** Waits for the end of a feed. */
final class Quiet {
    private static final long LOOK_MS = 5;
    /** Between looks for packets that are missing. */
    private static final long LONG_LOOK_MS = 20;
    /** So many looks in which the receiver turned and nothing came: longer than any timer of the laboratory. */
    private static final int STILL = 3;
    /** So many where packets are missing of which nobody says where they went. */
    private static final int GIVE_UP = 20;
    /** A receiver that does not get to turn at all has other troubles. */
    private static final long BOUND_NS = 60_000_000_000L;

    private Quiet() {
    }

    /**
     * Returns when nothing has come for a while and everything is accounted for, or for a longer while and it is not. Time
     * in which the receiver did not turn, because others had its CPU, does not count.
     *
     * @param accounted packets received and lost so far
     * @param turns turns of the receiver so far
     * @param sent how many packets there are
     */
    static void await(LongSupplier accounted, LongSupplier turns, long sent) {
        long startNs = System.nanoTime();
        long before = -1;
        long turnsBefore = turns.getAsLong();
        int still = 0;
        while (still < STILL || accounted.getAsLong() < sent && still < GIVE_UP) {
            if (System.nanoTime() - startNs > BOUND_NS) {
                throw new LabException("packets were still coming a minute after the last was sent", null);
            }
            long now = accounted.getAsLong();
            long turned = turns.getAsLong();
            if (now != before) {
                still = 0;
            } else if (turned != turnsBefore) {
                still++;
            }
            before = now;
            turnsBefore = turned;
            try {
                Thread.sleep(still < STILL ? LOOK_MS : LONG_LOOK_MS); // nothing tells that no packet comes
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LabException("interrupted while packets were still coming", interrupted);
            }
        }
    }
}
