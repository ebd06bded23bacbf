package io.rxpath.lab.send;

import java.util.Arrays;

/** The first datagrams of a feed, and what is measured on them. */
final class ShapeStatistics {
    final long[] dueNs;
    final int[] lengths;
    final int[] streams;

    ShapeStatistics(TrafficShape shape, int count) {
        long[] due = new long[count];
        int[] length = new int[count];
        int[] stream = new int[count];
        int n = 0;
        while (n < count && shape.advance()) {
            due[n] = shape.dueNs();
            length[n] = shape.length();
            stream[n++] = shape.stream();
        }
        dueNs = Arrays.copyOf(due, n);
        lengths = Arrays.copyOf(length, n);
        streams = Arrays.copyOf(stream, n);
    }

    int size() {
        return dueNs.length;
    }

    /** The gap below which {@code share} of all gaps lie. */
    long gapNs(double share) {
        long[] gaps = new long[size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = dueNs[i + 1] - dueNs[i];
        }
        Arrays.sort(gaps);
        return gaps[(int) (share * (gaps.length - 1))];
    }

    int length(double share) {
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** The most datagrams due within any {@code windowNs}. */
    int mostWithin(long windowNs) {
        int most = 0;
        for (int from = 0, to = 0; to < size(); to++) {
            while (dueNs[to] - dueNs[from] >= windowNs) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
