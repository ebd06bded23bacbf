package io.rxpath.lab.send;

/**
 * A distribution of positive numbers known by some of its quantiles, with straight lines between their logarithms.
 * Immutable.
 */
final class QuantileTable {
    private final double[] shares;
    private final double[] logarithms;

    /**
     * Creates the distribution.
     *
     * @param pairs share and value in turn; shares rise from 0 to 1, values above 0 never fall
     */
    QuantileTable(double... pairs) {
        int size = pairs.length / 2;
        shares = new double[size];
        logarithms = new double[size];
        for (int i = 0; i < size; i++) {
            shares[i] = pairs[2 * i];
            logarithms[i] = Math.log(pairs[2 * i + 1]);
        }
        boolean rising = shares[0] == 0 && shares[size - 1] == 1;
        for (int i = 1; i < size; i++) {
            rising &= shares[i] > shares[i - 1] && logarithms[i] >= logarithms[i - 1];
        }
        if (!rising) {
            throw new IllegalArgumentException("quantiles must rise from share 0 to share 1");
        }
    }

    /** The value below which {@code share}, 0 to 1, of the distribution lies. */
    double value(double share) {
        int i = 1;
        while (shares[i] < share) {
            i++;
        }
        double part = (share - shares[i - 1]) / (shares[i] - shares[i - 1]);
        return Math.exp(logarithms[i - 1] + part * (logarithms[i] - logarithms[i - 1]));
    }

    /** {@link #value} rounded to a whole number. */
    int rounded(double share) {
        return (int) Math.round(value(share));
    }
}
