package io.rxpath.feed;

/** Learns what becomes of the numbers that were skipped. */
interface HoleSink {
    /** The numbers from {@code from} up to but not {@code to}, skipped at {@code sinceNs}, are called missing. */
    void onGap(long from, long to, long sinceNs);

    /** Numbers that had been called missing came. */
    void onFill(long from, long to, long sinceNs);
}
