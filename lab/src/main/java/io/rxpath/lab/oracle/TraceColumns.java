package io.rxpath.lab.oracle;

import java.util.Arrays;

/** The records of a trace, one array a column, growing while they are added. */
final class TraceColumns {
    private static final int FIRST_CAPACITY = 1024;

    int size;
    long[] times;
    long[] addresses;
    int[] pids;
    int[] as;
    int[] bs;
    short[] cpus;
    short[] deviceIndexes;
    byte[] kinds;
    byte[] flags;
    private boolean inOrder = true;

    /** With room for {@code expected} records at first. */
    TraceColumns(int expected) {
        int capacity = Math.max(expected, FIRST_CAPACITY);
        times = new long[capacity];
        addresses = new long[capacity];
        pids = new int[capacity];
        as = new int[capacity];
        bs = new int[capacity];
        cpus = new short[capacity];
        deviceIndexes = new short[capacity];
        kinds = new byte[capacity];
        flags = new byte[capacity];
    }

    void add(int kind, long timeNs, int cpu, int pid, int flag, long address, int a, int b, int device) {
        int i = size;
        if (i == times.length) {
            grow();
        }
        inOrder &= i == 0 || times[i - 1] <= timeNs;
        times[i] = timeNs;
        addresses[i] = address;
        pids[i] = pid;
        as[i] = a;
        bs[i] = b;
        cpus[i] = (short) cpu;
        deviceIndexes[i] = (short) device;
        kinds[i] = (byte) kind;
        flags[i] = (byte) flag;
        size = i + 1;
    }

    /** Whether the records came in the order of their times. */
    boolean isInOrder() {
        return inOrder;
    }

    /** These records by time, the order of equal times kept; this or a copy. */
    TraceColumns sorted() {
        if (inOrder) {
            return this;
        }
        int[] order = order();
        TraceColumns sorted = new TraceColumns(size);
        for (int i = 0; i < size; i++) {
            int from = order[i];
            sorted.add(kinds[from], times[from], cpus[from], pids[from], flags[from], addresses[from],
                    as[from], bs[from], deviceIndexes[from]);
        }
        return sorted;
    }

    /** A merge sort from below, which keeps runs that are sorted already cheap. */
    private int[] order() {
        int[] from = new int[size];
        int[] to = new int[size];
        Arrays.setAll(from, i -> i);
        for (long width = 1; width < size; width *= 2) {
            for (long low = 0; low < size; low += 2 * width) {
                merge(from, to, (int) low, (int) Math.min(low + width, size),
                        (int) Math.min(low + 2 * width, size));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = left < middle && (right == high || times[from[left]] <= times[from[right]]);
            to[i] = from[takeLeft ? left++ : right++];
        }
    }

    private void grow() {
        // Half as much again: the last growth of ten million records holds two arrays of one column only.
        int capacity = Math.addExact(size, Math.max(size >> 1, FIRST_CAPACITY));
        times = Arrays.copyOf(times, capacity);
        addresses = Arrays.copyOf(addresses, capacity);
        pids = Arrays.copyOf(pids, capacity);
        as = Arrays.copyOf(as, capacity);
        bs = Arrays.copyOf(bs, capacity);
        cpus = Arrays.copyOf(cpus, capacity);
        deviceIndexes = Arrays.copyOf(deviceIndexes, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        flags = Arrays.copyOf(flags, capacity);
    }
}
