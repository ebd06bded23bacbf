package io.rxpath.lab.oracle;

import java.util.Arrays;

/** Numbers one after another. */
final class LongColumn {
    private long[] values = new long[256];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    long get(int i) {
        return values[i];
    }

    void set(int i, long value) {
        values[i] = value;
    }

    int size() {
        return size;
    }

    /** In a column that never falls: the last index whose value is at most {@code limit}, -1 for none. */
    int lastAtMost(long limit) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (values[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
