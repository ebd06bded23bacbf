package io.rxpath.lab.truth.result;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** A run as one JSON object. Key names are stable; times are ns, shares are of 1. */
public final class TruthJson {
    /** Raised when a key changes its meaning or goes away. */
    public static final int FORMAT = 1;

    private TruthJson() {
    }

    /** The run. */
    public static String of(TruthResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("version", result.version());
            json.writeStringField("machine", result.machine());
            json.writeBooleanField("met", result.met());
            json.writeObjectFieldStart("pooled");
            json.writeNumberField("verified", result.verified());
            json.writeNumberField("verifiedWrong", result.verifiedWrong());
            json.writeNumberField("limit", TruthResult.VERIFIED_WRONG_LIMIT);
            json.writeNumberField("packetsWanted", TruthResult.POOL_WANTED);
            json.writeBooleanField("enough", result.pooledEnough());
            json.writeBooleanField("met", result.pooledMet());
            json.writeEndObject();
            json.writeArrayFieldStart("cells");
            for (CellResult cell : result.cells()) {
                CellJson.write(json, cell);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
