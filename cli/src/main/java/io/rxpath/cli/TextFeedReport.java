package io.rxpath.cli;

import io.rxpath.WorkerStatus;
import io.rxpath.feed.FeedCounters;
import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.feed.FeedLineStatus;
import io.rxpath.feed.FeedStatus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was seen of a worker's channels and their lines, for a person, within 80 columns. */
final class TextFeedReport {
    private final PrintWriter out;

    TextFeedReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints it; nothing where no socket is framed. The leads are those since the last call. */
    void print(WorkerStatus worker) {
        for (FeedStatus feed : worker.feeds()) {
            out.printf("  feed %s (%s)%n", feed.title(), feed.framing().word());
            print("    ", feed.counters());
            if (feed.lines().size() > 1) {
                feed.lines().forEach(this::print);
            }
        }
        if (worker.feedEventsDropped() > 0) {
            out.printf("  %d events of feeds are not in the journal%n", worker.feedEventsDropped());
        }
    }

    private void print(FeedLineStatus line) {
        out.printf("    line %s%n", line.name());
        print("      ", line.counters());
        Histogram lead = line.lead().interval(null);
        out.printf("      first with %d, ahead of another line with %d%s%n",
                line.counters().get(Counter.FIRST), lead.getTotalCount(),
                lead.getTotalCount() == 0
                        ? ""
                        : ": p50 " + micros(lead, 50) + " us, p99 " + micros(lead, 99) + " us");
    }

    private void print(String indent, FeedCounters counters) {
        List<String> brought = words(counters, Counter.PACKETS, "packets", Counter.UNIQUE, "unique",
                Counter.DUPLICATES, "duplicates", Counter.HEARTBEATS, "heartbeats");
        add(brought, counters, Counter.NOT_HEADERS, "without header");
        add(brought, counters, Counter.FORGOTTEN, "too old to tell");
        out.println(indent + String.join(", ", brought));
        List<String> missing = words(counters, Counter.GAPS, "gaps", Counter.MISSING, "missing",
                Counter.FILLED, "filled", Counter.LATE, "late", Counter.RESETS, "resets");
        add(missing, counters, Counter.OPEN, "skipped");
        out.println(indent + String.join(", ", missing));
    }

    private static List<String> words(FeedCounters counters, Object... countersAndWords) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < countersAndWords.length; i += 2) {
            words.add(counters.get((Counter) countersAndWords[i]) + " " + countersAndWords[i + 1]);
        }
        return words;
    }

    private static void add(List<String> words, FeedCounters counters, Counter counter, String word) {
        if (counters.get(counter) > 0) {
            words.add(counters.get(counter) + " " + word);
        }
    }

    private static String micros(Histogram lead, double percentile) {
        return String.format(Locale.ROOT, "%.1f", lead.getValueAtPercentile(percentile) / 1e3);
    }
}
