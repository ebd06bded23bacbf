package io.rxpath.config;

/** What the values of a journal's block must be. */
final class JournalRules {
    private static final String PATH = "rxpath.journal.";
    private static final int MAX_RING_RECORDS = 1 << 24;
    private static final long MIN_SYNC_NS = 1_000_000;
    private static final long MAX_SYNC_NS = 60_000_000_000L;
    private static final long MAX_RESERVE_BYTES = 1L << 40;
    private static final long MIN_AGE_NS = 60_000_000_000L;
    private static final long MIN_SIZE_BYTES = 64L << 20;

    private final JournalConfig journal;
    private final Findings findings;

    JournalRules(JournalConfig journal, Findings findings) {
        this.journal = journal;
        this.findings = findings;
    }

    void check() {
        final int ring = journal.ringRecords();
        findings.rule(ring >= 64 && ring <= MAX_RING_RECORDS && Integer.bitCount(ring) == 1,
                PATH + "ring-records", ring, "a power of two from 64 to " + MAX_RING_RECORDS);
        final long syncNs = journal.sync().intervalNs();
        findings.rule(syncNs <= 0 || syncNs >= MIN_SYNC_NS && syncNs <= MAX_SYNC_NS, PATH + "sync",
                Quantity.TIME.format(syncNs), "a time from 1ms to 60s, none or batch");
        final long reserve = journal.reserveBytes();
        findings.rule(reserve >= 0 && reserve <= MAX_RESERVE_BYTES, PATH + "reserve",
                Quantity.SIZE.format(reserve), "a size from 0 to 1TiB");
        final long ageNs = journal.retention().maxAgeNs();
        findings.rule(ageNs == 0 || ageNs >= MIN_AGE_NS, PATH + "retention.max-age",
                Quantity.AGE.format(ageNs), "a time from 1min, or off,");
        final long bytes = journal.retention().maxBytes();
        findings.rule(bytes == 0 || bytes >= MIN_SIZE_BYTES, PATH + "retention.max-size",
                Quantity.SIZE.format(bytes), "a size from 64MiB, or off,");
    }
}
