package io.rxpath.bench.steps;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.rxpath.Version;

/**
 * The figures as one JSON object. Key names are stable and carry their unit; a figure that is not available is null. A
 * reader checks {@code format} and ignores keys it does not know.
 */
public final class StepJson {
    /** Raised when a key changes its meaning or goes away. */
    static final int FORMAT = 1;

    private final JsonGenerator json;
    private final StepTable table;

    private StepJson(JsonGenerator json, StepTable table) {
        this.json = json;
        this.table = table;
    }

    /** The figures of a run begun at {@code startedAt} whose measuring threads were on {@code cpu}. */
    public static String of(StepTable table, Effort effort, int cpu, Instant startedAt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            new StepJson(json, table).write(effort, cpu, startedAt);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(Effort effort, int cpu, Instant startedAt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", Version.current());
        json.writeStringField("startedAt", startedAt.toString());
        json.writeStringField("kernel", System.getProperty("os.version"));
        json.writeStringField("java", Runtime.version().toString());
        json.writeStringField("benchmark", "steps");
        json.writeNumberField("cpu", cpu);
        json.writeNumberField("rounds", effort.rounds());
        json.writeNumberField("warmUps", effort.warmUps());
        json.writeNumberField("warmUpMs", effort.warmUpMs());
        json.writeNumberField("iterations", effort.iterations());
        json.writeNumberField("iterationMs", effort.iterationMs());
        json.writeObjectFieldStart("notMeasured");
        for (Map.Entry<Step, String> absent : table.absent().entrySet()) {
            json.writeStringField(absent.getKey().key(), absent.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("steps");
        for (Step step : table.measured().keySet()) {
            Optional<Cost> cost = table.cost(step);
            if (cost.isPresent()) {
                json.writeObjectFieldStart(step.key());
                json.writeNumberField("packets", step.packets());
                json.writeStringField("without", step.preparation().map(Step::key).orElse(null));
                cost(cost.get());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        Optional<StepBar> bar = StepBar.of(table);
        if (bar.isPresent()) {
            bar(bar.get());
        } else {
            json.writeNullField("onTopOfReceive");
        }
        json.writeEndObject();
    }

    private void bar(StepBar bar) throws IOException {
        json.writeObjectFieldStart("onTopOfReceive");
        cost(bar.cost());
        number("mostRatio", StepBar.MOST_RATIO);
        number("mostAllocatedBytes", StepBar.MOST_BYTES);
        json.writeBooleanField("met", bar.isMet());
        if (bar.apart().isPresent()) {
            json.writeObjectFieldStart("oneByOne");
            cost(bar.apart().get());
            json.writeEndObject();
        } else {
            json.writeNullField("oneByOne");
        }
        json.writeEndObject();
    }

    private void cost(Cost cost) throws IOException {
        number("ns", cost.ns());
        number("error999Ns", cost.errorNs());
        number("ratioToBareCall", table.ratio(cost).orElse(Double.NaN));
        number("allocatedBytes", cost.allocatedBytes());
    }

    private void number(String key, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(key, value);
        } else {
            json.writeNullField(key);
        }
    }
}
