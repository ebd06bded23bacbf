package io.rxpath.lab.oracle;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often one word was the truth and another the label: the truth's words are the rows. One thread.
 *
 * @param <E> the words
 */
public final class ConfusionMatrix<E extends Enum<E>> {
    private final E[] words;
    private final long[] counts;

    /** An empty one. */
    public ConfusionMatrix(Class<E> type) {
        words = type.getEnumConstants();
        counts = new long[words.length * words.length];
    }

    void add(E truth, E label) {
        counts[truth.ordinal() * words.length + label.ordinal()]++;
    }

    /** Adds what another one counted. */
    public void addAll(ConfusionMatrix<E> other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** How often {@code truth} was labelled {@code label}. */
    public long count(E truth, E label) {
        return counts[truth.ordinal() * words.length + label.ordinal()];
    }

    /** How often {@code truth} was the truth. */
    public long ofTruth(E truth) {
        long sum = 0;
        for (E label : words) {
            sum += count(truth, label);
        }
        return sum;
    }

    /** How often {@code label} was the label. */
    public long ofLabel(E label) {
        long sum = 0;
        for (E truth : words) {
            sum += count(truth, label);
        }
        return sum;
    }

    /** All that was counted. */
    public long total() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** How often both were the same. */
    public long agreeing() {
        long sum = 0;
        for (E word : words) {
            sum += count(word, word);
        }
        return sum;
    }

    /** The rows with any count, and in each the labels with any, in the words' order. */
    public Map<E, Map<E, Long>> rows() {
        Map<E, Map<E, Long>> rows = new EnumMap<>(words[0].getDeclaringClass());
        for (E truth : words) {
            for (E label : words) {
                if (count(truth, label) > 0) {
                    rows.computeIfAbsent(truth, key -> new EnumMap<>(words[0].getDeclaringClass())).put(label,
                            count(truth, label));
                }
            }
        }
        return rows;
    }

    @Override
    public String toString() {
        return rows().toString();
    }
}
