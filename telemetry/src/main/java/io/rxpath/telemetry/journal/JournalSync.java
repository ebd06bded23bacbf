package io.rxpath.telemetry.journal;

import io.rxpath.telemetry.event.SyncPolicy;

/** Forces a store to the disk when its policy says so, and keeps count. One thread, but for the status. */
final class JournalSync {
    private final DocumentStore store;
    private final long intervalNs;
    private long dueAtNs;
    private boolean scheduled;
    private boolean dirty;
    private volatile SyncStatus status;

    JournalSync(DocumentStore store, SyncPolicy policy) {
        this.store = store;
        intervalNs = policy.intervalNs();
        status = new SyncStatus(policy, 0, 0, WriteFailures.NONE);
    }

    /**
     * A document was appended.
     *
     * @param nowNs monotonic
     * @param records of this run that have been appended by now
     */
    void appended(long nowNs, long records) {
        dirty = true;
        if (intervalNs == 0) {
            sync(records);
        } else if (intervalNs > 0 && !scheduled) {
            scheduled = true;
            dueAtNs = nowNs + intervalNs;
        }
    }

    /** Forces what is due by now. */
    void turn(long nowNs, long records) {
        if (scheduled && nowNs - dueAtNs >= 0) {
            sync(records);
        }
    }

    /** Forces what is left, where anything ever is. */
    void finish(long records) {
        if (intervalNs >= 0) {
            sync(records);
        }
    }

    /** Any thread. */
    SyncStatus status() {
        return status;
    }

    private void sync(long records) {
        if (!dirty) {
            return;
        }
        scheduled = false;
        dirty = false;
        final SyncStatus before = status;
        try {
            store.sync();
        } catch (final Throwable e) {
            status = new SyncStatus(before.policy(), before.syncs(), before.recordsSynced(),
                    before.failures().and(System.currentTimeMillis(), e.toString()));
            return;
        }
        final boolean whole = before.failures().count() == 0;
        status = new SyncStatus(before.policy(), before.syncs() + 1, whole ? records : before.recordsSynced(),
                before.failures());
    }
}
