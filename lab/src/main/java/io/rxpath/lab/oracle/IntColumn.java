package io.rxpath.lab.oracle;

import java.util.Arrays;

/** Small numbers one after another. */
final class IntColumn {
    private int[] values = new int[256];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int get(int i) {
        return values[i];
    }

    void set(int i, int value) {
        values[i] = value;
    }

    /** Sets bits of a value, beside those it has. */
    void or(int i, int bits) {
        values[i] |= bits;
    }

    int size() {
        return size;
    }
}
