package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;
import io.rxpath.feed.FeedCounters;
import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.feed.FeedLineStatus;
import io.rxpath.feed.FeedStatus;
import java.io.IOException;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What was seen of all channels and their lines, for a program. All counts are since the start. */
final class JsonFeedReport {
    private final Receiver receiver;

    JsonFeedReport(Receiver receiver) {
        this.receiver = receiver;
    }

    /**
     * Writes the field {@code feeds}, an array; no field where no socket is framed.
     *
     * @param leads whether the lines' leads, since the last call that wanted them, are in it
     */
    void write(JsonGenerator json, boolean leads) throws IOException {
        if (receiver.workers().stream().allMatch(worker -> worker.feeds().isEmpty())) {
            return;
        }
        json.writeArrayFieldStart("feeds");
        for (WorkerStatus worker : receiver.workers()) {
            for (FeedStatus feed : worker.feeds()) {
                json.writeStartObject();
                json.writeStringField("worker", worker.name());
                json.writeStringField("venue", feed.venue());
                json.writeStringField("channel", feed.channel());
                json.writeStringField("framing", feed.framing().word());
                write(json, feed.counters());
                json.writeArrayFieldStart("lines");
                for (FeedLineStatus line : feed.lines()) {
                    json.writeStartObject();
                    json.writeStringField("name", line.name());
                    write(json, line.counters());
                    if (leads && line.lead() != null) {
                        lead(json, line.lead().interval(null));
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeNumberField("feedEventsDropped",
                receiver.workers().stream().mapToLong(WorkerStatus::feedEventsDropped).sum());
    }

    private static void lead(JsonGenerator json, Histogram lead) throws IOException {
        json.writeObjectFieldStart("lead");
        json.writeNumberField("packets", lead.getTotalCount());
        if (lead.getTotalCount() > 0) {
            json.writeNumberField("p50Ns", lead.getValueAtPercentile(50));
            json.writeNumberField("p99Ns", lead.getValueAtPercentile(99));
            json.writeNumberField("maxNs", lead.getMaxValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, FeedCounters counters) throws IOException {
        for (Counter counter : Counter.values()) {
            json.writeNumberField(name(counter), counters.get(counter));
        }
    }

    /** {@code notHeaders} for NOT_HEADERS. */
    private static String name(Counter counter) {
        StringBuilder name = new StringBuilder();
        for (String word : counter.name().toLowerCase(Locale.ROOT).split("_")) {
            name.append(name.isEmpty()
                    ? word
                    : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
