package io.rxpath.lab.soak;

/**
 * When a receiver is killed.
 *
 * @param when during what
 * @param delayNs how long after that began, ns; for {@link When#ROLL} also before
 */
record KillMoment(When when, long delayNs) {
    /** During what. */
    enum When {
        /** From the start of the JVM on. */
        START,
        /** From when it receives on. */
        RUN,
        /** While it receives, around the end of a file: from the next full minute on. */
        ROLL,
        /** From when it is told to stop on. */
        STOP,
        /** Not at all: it is told to stop and ends in order. */
        NEVER
    }
}
