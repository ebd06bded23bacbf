package io.rxpath.lab.truth;

import java.util.function.LongSupplier;

import io.rxpath.lab.LabException;

/** Waits for the end of a feed. */
final class Quiet {
    private static final long LOOK_MS = 20;
    /** Longer than any timer, slice or window of the laboratory. */
    private static final long STILL_MS = 60;
    /** How long packets of which nobody says where they went are waited for. */
    private static final long GIVE_UP_MS = 400;

    private Quiet() {
    }

    /**
     * Returns when nothing has come for a while and everything is accounted for, or for a longer while and it is not.
     *
     * @param accounted packets received and lost so far
     * @param sent how many there are
     */
    static void await(LongSupplier accounted, long sent) {
        long before = -1;
        long stillMs = 0;
        while (stillMs < STILL_MS || accounted.getAsLong() < sent && stillMs < GIVE_UP_MS) {
            long now = accounted.getAsLong();
            stillMs = now == before ? stillMs + LOOK_MS : 0;
            before = now;
            try {
                Thread.sleep(LOOK_MS); // nothing tells that no packet comes
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LabException("interrupted while packets were still coming", interrupted);
            }
        }
    }
}
