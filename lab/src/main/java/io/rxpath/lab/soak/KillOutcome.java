package io.rxpath.lab.soak;

/**
 * What became of one receiver, as its killer knows it.
 *
 * @param moment when it was to be killed
 * @param stage how far it had come
 * @param exitCode of its process: 137 where it was killed, 0 where it had ended in order before
 * @param runId its run, 0 where it was killed before it had said it
 * @param written records that it had reported as written
 * @param handled packets that it had reported as received
 * @param startNs from the start of the process until it received; -1 where it did not come so far
 * @param fault why it did not come as far as it should have, by itself; empty where it did
 */
record KillOutcome(KillMoment moment, DrillPage.Stage stage, int exitCode, long runId, long written,
        long handled, long startNs, String fault) {
    /** The exit code of a process that was killed by SIGKILL. */
    static final int KILLED = 128 + 9;

    /** Whether it was killed. */
    boolean killed() {
        return exitCode == KILLED;
    }
}
