package io.rxpath.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.rxpath.Version;
import io.rxpath.lab.report.LatencyHistogram;

/**
 * The report as one JSON object. Key names are stable and carry their unit; a figure that is not available is null. A
 * reader checks {@code format} and ignores keys it does not know.
 */
final class JsonReport {
    /** Raised when a key changes its meaning or goes away. */
    static final int FORMAT = 3;

    private final JsonGenerator json;
    private final Outcome outcome;

    private JsonReport(JsonGenerator json, Outcome outcome) {
        this.json = json;
        this.outcome = outcome;
    }

    /** The report of a benchmark begun at {@code startedAt}. */
    static String of(Setup setup, Outcome outcome, Instant startedAt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            new JsonReport(json, outcome).write(setup, startedAt);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(Setup setup, Instant startedAt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", Version.current());
        json.writeStringField("startedAt", startedAt.toString());
        json.writeStringField("kernel", System.getProperty("os.version"));
        json.writeStringField("java", Runtime.version().toString());
        json.writeStringField("benchmark", setup.benchmark());
        json.writeStringField("title", setup.title());
        json.writeStringField("how", setup.how());
        json.writeStringField("machine", setup.machine());
        json.writeNumberField("rounds", setup.rounds());
        json.writeNumberField("seconds", setup.seconds());
        json.writeNumberField("seed", setup.seed());
        json.writeStringField("baseline", outcome.baseline());
        json.writeObjectFieldStart("absent");
        for (Map.Entry<String, String> absent : outcome.absent().entrySet()) {
            json.writeStringField(absent.getKey(), absent.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("unsteady");
        for (String contender : outcome.unsteady()) {
            json.writeString(contender);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("workloads");
        for (Cell cell : outcome.cells()) {
            cell(cell);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void cell(Cell cell) throws IOException {
        Workload workload = cell.workload();
        json.writeStartObject();
        json.writeStringField("title", workload.title());
        json.writeStringField("traffic", workload.traffic().title());
        json.writeNumberField("meanGapNs", workload.traffic().meanGapNs());
        json.writeNumberField("warmUpSeconds", Workload.WARM_UP_SECONDS);
        json.writeNumberField("deferHardIrqs", workload.deferral().hardIrqs());
        json.writeNumberField("groFlushTimeoutNs", workload.deferral().groFlushTimeoutNs());
        json.writeStringField("skippedBecause", cell.skipped().orElse(null));
        stalls(cell.idle());
        json.writeObjectFieldStart("contenders");
        for (String contender : cell.skipped().isPresent() ? List.<String>of() : outcome.present()) {
            contender(cell, contender);
        }
        json.writeEndObject();
        json.writeArrayFieldStart("rounds");
        for (Round round : cell.rounds()) {
            json.writeStartObject();
            json.writeArrayFieldStart("turns");
            for (Turn turn : round.turns()) {
                turn(turn);
            }
            json.writeEndArray();
            stalls(round.idle());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void contender(Cell cell, String contender) throws IOException {
        Reading pooled = cell.pooled(contender);
        json.writeObjectFieldStart(contender);
        json.writeNumberField("turns", cell.turnsOf(contender).size());
        figures(pooled);
        if (!contender.equals(outcome.baseline())) {
            Comparison comparison = new Comparison(cell, outcome.baseline(), contender);
            json.writeObjectFieldStart("ratioToBaseline");
            for (Metric metric : Metric.values()) {
                spread(metric.key(), comparison.ratio(metric));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("differenceToBaseline");
            for (Metric metric : Metric.values()) {
                spread(metric.key(), comparison.difference(metric));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void turn(Turn turn) throws IOException {
        json.writeStartObject();
        json.writeStringField("contender", turn.contender());
        json.writeStringField("notInForce", turn.reading().notInForce().orElse(null));
        json.writeNumberField("sent", turn.sent().sent());
        json.writeNumberField("sentPerSecond", turn.sentPerSecond());
        json.writeNumberField("lost", turn.lost());
        json.writeNumberField("late", turn.sent().late());
        json.writeNumberField("maxLateNs", turn.sent().maxLateNs());
        figures(turn.reading());
        json.writeEndObject();
    }

    private void figures(Reading reading) throws IOException {
        json.writeNumberField("received", reading.counts().received());
        json.writeNumberField("measured", reading.measured());
        json.writeNumberField("unstamped", reading.counts().unstamped());
        json.writeNumberField("leftOutLate", reading.counts().late());
        json.writeNumberField("verified", reading.counts().verified());
        json.writeNumberField("packets", reading.sendToApp().count());
        for (Metric metric : Metric.values()) {
            number(metric.key(), metric.of(reading));
        }
        max("sendToAppMaxNs", reading.sendToApp());
        max("stampToAppMaxNs", reading.stampToApp());
        max("appToHandlerMaxNs", reading.appToHandler());
    }

    private void max(String key, LatencyHistogram latency) throws IOException {
        number(key, latency.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(latency.maxNs()));
    }

    private void stalls(Stalls stalls) throws IOException {
        json.writeObjectFieldStart("idle");
        json.writeNumberField("stallMaxNs", stalls.longestNs());
        json.writeNumberField("stalls", stalls.count());
        json.writeNumberField("spunNs", stalls.spunNs());
        json.writeEndObject();
    }

    private void spread(String key, Optional<Spread> spread) throws IOException {
        if (spread.isEmpty()) {
            json.writeNullField(key);
            return;
        }
        json.writeObjectFieldStart(key);
        json.writeNumberField("rounds", spread.get().rounds());
        json.writeNumberField("median", spread.get().median());
        json.writeNumberField("min", spread.get().min());
        json.writeNumberField("max", spread.get().max());
        json.writeNumberField("low95", spread.get().low());
        json.writeNumberField("high95", spread.get().high());
        json.writeEndObject();
    }

    /** A whole number without a fraction: times are nanoseconds. */
    private void number(String key, OptionalDouble figure) throws IOException {
        if (figure.isEmpty()) {
            json.writeNullField(key);
        } else if (figure.getAsDouble() == Math.rint(figure.getAsDouble())) {
            json.writeNumberField(key, (long) figure.getAsDouble());
        } else {
            json.writeNumberField(key, figure.getAsDouble());
        }
    }
}
