package io.rxpath.poller;

/**
 * Whether the kernel's records may be believed: a driver can hand packets up by a way that is not recorded. Packets that
 * must have one must have one each: those of which it is certain without records that our poll took them, and where
 * everybody's are recorded, all. Written by the poll thread, read by any.
 */
final class WitnessTrial {
    private static final int PACKETS = 64;
    /** The certainty without records is itself wrong for about one packet in two hundred. */
    private static final int ENOUGH = 60;

    private int certain;
    private int recorded;
    private volatile boolean passed;
    private volatile int missing = -1;

    /**
     * Enters how many records there were so far, and how many of them belonged to no packet of ours: an engine that
     * never owns the NAPI has no certain packets, but most of its records must find theirs.
     */
    void onRecords(long records, long unclaimed) {
        if (!passed && records - unclaimed >= PACKETS && unclaimed <= records / PACKETS) {
            passed = true;
            missing = 0;
        }
    }

    /** Enters a packet that must have a record. */
    void onCertain(boolean hasRecord) {
        if (passed) {
            return;
        }
        certain++;
        if (hasRecord) {
            recorded++;
        }
        if (certain == PACKETS) {
            missing = PACKETS - recorded;
            passed = recorded >= ENOUGH;
            certain = 0;
            recorded = 0;
        }
    }

    /** Whether it may be believed. */
    boolean isPassed() {
        return passed;
    }

    /** The state for a person. */
    String describe() {
        if (missing < 0) {
            return "not believed before " + PACKETS + " packets that must have a record were seen";
        }
        return passed
                ? "one record for each packet that must have one"
                : "not believed, because " + missing + " of " + PACKETS
                        + " packets that must have a record have none";
    }
}
