package io.rxpath;

import java.util.function.LongSupplier;

/**
 * Lets one reading of a rehearsal's clock lie in the past: that with which the next call is entered. A datagram sent just
 * before it then has the stamp of one that came while the call was polling, which loopback cannot show. Belongs to the
 * thread that reads the clock.
 */
final class BackdatedEntry implements LongSupplier {
    private long byNs;

    /** The next reading, and only that, will be so much in the past. */
    void next(long ns) {
        byNs = ns;
    }

    @Override
    public long getAsLong() {
        long ns = byNs;
        byNs = 0;
        return -ns;
    }
}
