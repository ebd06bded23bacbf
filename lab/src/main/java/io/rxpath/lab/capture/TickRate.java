package io.rxpath.lab.capture;

/** What a pcapng interface's stamps count (options {@code if_tsresol} and {@code if_tsoffset}). */
final class TickRate {
    /** The resolution where none is stated: 10^-6. */
    static final int MICROS = 6;
    /** What {@link #toNs} returns for a stamp that no long can hold in ns. */
    static final long OUT_OF_RANGE = Long.MIN_VALUE;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** Over 270 years: more is a damaged file, and sums with it stay in range. */
    private static final long MAX_OFFSET_SECONDS = 1L << 33;

    private final boolean binary;
    private final int exponent;
    private final long offsetNs;

    private TickRate(boolean binary, int exponent, long offsetNs) {
        this.binary = binary;
        this.exponent = exponent;
        this.offsetNs = offsetNs;
    }

    /**
     * The rate that the option values state.
     *
     * @param resolution the exponent, of 2 where the top bit is set, else of 10, both negative
     * @return null where either is out of range
     */
    static TickRate of(int resolution, long offsetSeconds) {
        boolean binary = (resolution & 0x80) != 0;
        int exponent = resolution & 0x7F;
        boolean sane = exponent <= (binary ? 63 : 27) && Math.abs(offsetSeconds) <= MAX_OFFSET_SECONDS
                && offsetSeconds != Long.MIN_VALUE;
        return sane ? new TickRate(binary, exponent, offsetSeconds * NS_PER_SECOND) : null;
    }

    /** {@code ticks}, unsigned, as ns since 1970, or {@link #OUT_OF_RANGE}. */
    long toNs(long ticks) {
        long seconds;
        long restNs;
        if (binary) {
            seconds = exponent == 0 ? ticks : ticks >>> exponent;
            long fraction = exponent == 0 ? 0 : ticks & (1L << exponent) - 1;
            long high = Math.multiplyHigh(fraction, NS_PER_SECOND);
            long low = fraction * NS_PER_SECOND;
            restNs = exponent == 0 ? 0 : high << 64 - exponent | low >>> exponent;
        } else if (exponent > 9) {
            long ns = Long.divideUnsigned(ticks, power(exponent - 9));
            seconds = Long.divideUnsigned(ns, NS_PER_SECOND);
            restNs = Long.remainderUnsigned(ns, NS_PER_SECOND);
        } else {
            long perSecond = power(exponent);
            seconds = Long.divideUnsigned(ticks, perSecond);
            restNs = Long.remainderUnsigned(ticks, perSecond) * power(9 - exponent);
        }
        // 292 years in ns are all that a long holds; the offset may take it further.
        if (seconds < 0 || seconds >= Long.MAX_VALUE / NS_PER_SECOND) {
            return OUT_OF_RANGE;
        }
        long ns = seconds * NS_PER_SECOND + restNs;
        long sum = ns + offsetNs;
        boolean overflow = ((ns ^ sum) & (offsetNs ^ sum)) < 0;
        return overflow ? OUT_OF_RANGE : sum;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
