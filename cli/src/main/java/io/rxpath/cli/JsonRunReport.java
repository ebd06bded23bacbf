package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.JournalStatus;
import io.rxpath.Receiver;
import io.rxpath.telemetry.event.Branch;
import java.io.IOException;
import java.io.PrintWriter;
import org.HdrHistogram.Histogram;

/** {@code rxpath run} for a program: an object a line, of type start, second or end. */
final class JsonRunReport extends RunReport {
    private final PrintWriter out;
    private final JsonFeedReport feeds;

    JsonRunReport(Receiver receiver, PrintWriter out) {
        super(receiver);
        this.out = out;
        feeds = new JsonFeedReport(receiver);
    }

    @Override
    void printStart(Receiver started) {
        Json.print(out, json -> {
            json.writeStringField("type", "start");
            json.writeStringField("runId", Long.toHexString(started.runId()));
            json.writeStringField("rehearsal", started.rehearsal());
            json.writeArrayFieldStart("workers");
            for (int i = 0; i < started.workers().size(); i++) {
                json.writeStartObject();
                json.writeStringField("name", started.config().workers().get(i).name());
                json.writeStringField("engine", started.config().workers().get(i).engine().name());
                json.writeNumberField("cpu", started.config().workers().get(i).cpu());
                json.writeStringField("switchWitness", started.workers().get(i).switchWitness());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (started.journal().isPresent()) {
                JournalJson.write(json, started.journal().get());
            }
        });
    }

    @Override
    void printLine(Figures second) {
        print("second", second, null);
    }

    @Override
    void printEnd(Receiver stopped, Figures run) {
        print("end", run, stopped.journal().orElse(null));
    }

    private void print(String type, Figures figures, JournalStatus journal) {
        Json.print(out, json -> {
            json.writeStringField("type", type);
            json.writeNumberField("packets", figures.packets());
            json.writeObjectFieldStart("branches");
            for (Branch branch : Branch.values()) {
                json.writeNumberField(branch.name(), figures.branches()[branch.ordinal()]);
            }
            json.writeEndObject();
            latency(json, figures.latency());
            json.writeNumberField("socketDrops", figures.socketDrops());
            json.writeNumberField("eventsDropped", figures.eventsDropped());
            json.writeNumberField("handlerErrors", figures.handlerErrors());
            feeds.write(json, type.equals("end"));
            if (journal != null) {
                JournalJson.write(json, journal);
            }
        });
        out.flush();
    }

    private static void latency(JsonGenerator json, Histogram latency) throws IOException {
        if (latency.getTotalCount() == 0) {
            json.writeNullField("ingressToApp");
            return;
        }
        json.writeObjectFieldStart("ingressToApp");
        json.writeNumberField("p50Ns", latency.getValueAtPercentile(50));
        json.writeNumberField("p99Ns", latency.getValueAtPercentile(99));
        json.writeNumberField("p999Ns", latency.getValueAtPercentile(99.9));
        json.writeNumberField("maxNs", latency.getMaxValue());
        json.writeEndObject();
    }
}
