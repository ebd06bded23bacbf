package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The report of a kill drill as JSON. Key names are stable and carry their unit. A reader checks {@code format} and ignores
 * keys it does not know.
 */
public final class KillDrillJson {
    /** Raised when a key changes its meaning or goes away. */
    public static final int FORMAT = 1;

    private KillDrillJson() {
    }

    /** The report as one JSON object. */
    public static String of(KillDrillResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, KillDrillResult result) throws IOException {
        KillFigures figures = result.figures();
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", result.version());
        json.writeStringField("startedAt", result.startedAt().toString());
        json.writeNumberField("times", result.options().times());
        json.writeNumberField("ratePerSecond", result.options().rate());
        json.writeNumberField("seed", result.options().seed());
        json.writeNumberField("seconds", result.seconds());
        json.writeNumberField("started", figures.started());
        json.writeNumberField("killedAtStart", figures.killedAtStart());
        json.writeNumberField("killedRunning", figures.killedRunning());
        json.writeNumberField("killedAtRoll", figures.killedAtRoll());
        json.writeNumberField("killedAtStop", figures.killedAtStop());
        json.writeNumberField("orderly", figures.orderly());
        json.writeNumberField("runs", figures.runs());
        json.writeNumberField("records", figures.records());
        json.writeNumberField("reported", figures.reported());
        json.writeNumberField("lost", figures.lost());
        json.writeNumberField("missing", figures.missing());
        json.writeNumberField("repeated", figures.repeated());
        json.writeNumberField("inFlight", figures.inFlight());
        json.writeNumberField("saidKilled", figures.saidKilled());
        json.writeNumberField("saidOrderly", figures.saidOrderly());
        json.writeNumberField("untold", figures.untold());
        json.writeNumberField("startMedianMs", figures.startMedianMs());
        json.writeNumberField("startMostMs", figures.startMostMs());
        json.writeStringField("kept", result.kept() == null ? null : result.kept().toString());
        json.writeBooleanField("ok", result.ok());
        json.writeArrayFieldStart("findings");
        for (String finding : result.findings()) {
            json.writeString(finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
