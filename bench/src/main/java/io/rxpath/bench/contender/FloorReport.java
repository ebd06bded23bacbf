package io.rxpath.bench.contender;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.HdrHistogram.Histogram;

import io.rxpath.bench.BenchException;
import io.rxpath.bench.Reading;
import io.rxpath.lab.report.LatencyHistogram;

/**
 * What the C program prints at its end: lines of a word and a number, then for each histogram its name and lines of a
 * value and how often it came, then {@code end}.
 */
final class FloorReport {
    private static final String HISTOGRAM = "histogram";

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Histogram> histograms = new HashMap<>();

    /** Reads it, line by line. */
    static FloorReport read(Supplier<String> lines) {
        FloorReport report = new FloorReport();
        Histogram histogram = null;
        for (String line = lines.get(); !line.equals("end"); line = lines.get()) {
            String[] words = line.split(" ");
            try {
                if (words.length != 2) {
                    throw new NumberFormatException("two words are wanted");
                } else if (words[0].equals(HISTOGRAM)) {
                    histogram = new Histogram(3);
                    report.histograms.put(words[1], histogram);
                } else if (histogram == null) {
                    report.numbers.put(words[0], Long.parseLong(words[1]));
                } else {
                    histogram.recordValueWithCount(Long.parseLong(words[0]), Long.parseLong(words[1]));
                }
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new BenchException(
                        "the C program printed '" + line + "', which is no line of its report", e);
            }
        }
        return report;
    }

    /** Its figures. */
    Reading reading() {
        return new Reading(histogram("due_to_app"), histogram("stamp_to_app"), LatencyHistogram.EMPTY,
                new Reading.Counts(number("received"), number("unstamped"), number("late"), 0),
                new Reading.Cpu(number("cpu_ns"), number("wall_ns"), number("drain_ns"), number("drained")),
                OptionalLong.empty(), Optional.empty());
    }

    private LatencyHistogram histogram(String name) {
        Histogram histogram = histograms.get(name);
        if (histogram == null) {
            throw new BenchException("the C program's report has no histogram " + name, null);
        }
        return LatencyHistogram.of(histogram);
    }

    private long number(String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new BenchException("the C program's report has no " + name, null);
        }
        return number;
    }
}
