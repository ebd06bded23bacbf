package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The report of a soak as JSON. Key names are stable and carry their unit. A reader checks {@code format} and ignores keys
 * it does not know.
 */
public final class SoakJson {
    /** Raised when a key changes its meaning or goes away. */
    public static final int FORMAT = 1;
    private static final int MOST_SAMPLES = 120;

    private SoakJson() {
    }

    /** The report as one JSON object. */
    public static String of(SoakResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            write(json, result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, SoakResult result) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", result.version());
        json.writeStringField("startedAt", result.startedAt().toString());
        json.writeNumberField("askedSeconds", result.options().seconds());
        json.writeNumberField("ratePerSecond", result.options().rate());
        json.writeNumberField("readersAtATime", result.options().readers());
        json.writeNumberField("ringRecords", result.options().ringRecords());
        json.writeNumberField("seed", result.options().seed());
        json.writeStringField("line", result.line());
        json.writeNumberField("seconds", result.seconds());
        traffic(json, result.traffic());
        journal(json, result.journal());
        readers(json, result.readers());
        load(json, result.load());
        json.writeStringField("kept", result.kept() == null ? null : result.kept().toString());
        json.writeBooleanField("ok", result.ok());
        strings(json, "findings", result.findings());
        json.writeEndObject();
    }

    private static void traffic(JsonGenerator json, SoakTraffic traffic) throws IOException {
        json.writeObjectFieldStart("traffic");
        json.writeNumberField("sent", traffic.sent());
        json.writeNumberField("failed", traffic.failed());
        json.writeNumberField("late", traffic.late());
        json.writeNumberField("lostInDevice", traffic.lostInDevice());
        json.writeNumberField("lostInSocket", traffic.lostInSocket());
        json.writeNumberField("handled", traffic.handled());
        json.writeNumberField("foreign", traffic.foreign());
        json.writeNumberField("unaccounted", traffic.unaccounted());
        json.writeEndObject();
    }

    private static void journal(JsonGenerator json, JournalFigures journal) throws IOException {
        json.writeObjectFieldStart("journal");
        json.writeNumberField("records", journal.records());
        json.writeNumberField("packets", journal.packets());
        json.writeNumberField("gapRecords", journal.gapRecords());
        json.writeNumberField("inGaps", journal.inGaps());
        json.writeNumberField("missing", journal.missing());
        json.writeNumberField("repeated", journal.repeated());
        json.writeNumberField("recordsWritten", journal.recordsWritten());
        json.writeNumberField("recordsLost", journal.recordsLost());
        json.writeNumberField("blocksCompared", journal.compared());
        json.writeNumberField("blocksDifferent", journal.different());
        json.writeNumberField("unknownRecords", journal.unknownRecords());
        json.writeNumberField("strayBytes", journal.strayBytes());
        json.writeStringField("damage", journal.damage());
        json.writeNumberField("bytes", journal.bytes());
        json.writeEndObject();
    }

    private static void readers(JsonGenerator json, ReaderFigures readers) throws IOException {
        json.writeObjectFieldStart("readers");
        json.writeNumberField("sessions", readers.sessions());
        json.writeNumberField("killed", readers.killed());
        json.writeNumberField("fromBeginning", readers.fromBeginning());
        json.writeNumberField("fromMiddle", readers.fromMiddle());
        json.writeNumberField("fromEnd", readers.fromEnd());
        json.writeNumberField("finished", readers.finished());
        json.writeNumberField("packets", readers.packets());
        json.writeNumberField("blocksCompared", readers.blocks());
        json.writeNumberField("blocksDifferent", readers.different());
        strings(json, "faults", readers.faults());
        json.writeEndObject();
    }

    private static void load(JsonGenerator json, SoakLoad load) throws IOException {
        json.writeObjectFieldStart("load");
        json.writeNumberField("lagP50Records", load.lagP50());
        json.writeNumberField("lagP99Records", load.lagP99());
        json.writeNumberField("lagMaxRecords", load.lagMax());
        if (load.journalCpuShare() < 0) {
            json.writeNullField("journalCpuShare");
        } else {
            json.writeNumberField("journalCpuShare", load.journalCpuShare());
        }
        json.writeNumberField("collections", load.collections());
        json.writeNumberField("collectionMs", load.collectionMs());
        json.writeArrayFieldStart("memory");
        int step = load.memory().size() / MOST_SAMPLES + 1;
        for (int i = 0; i < load.memory().size(); i += step) {
            MemorySample sample = load.memory().get(i);
            json.writeStartObject();
            json.writeNumberField("atSeconds", sample.atSeconds());
            json.writeNumberField("residentBytes", sample.residentBytes());
            json.writeNumberField("anonymousBytes", sample.anonymousBytes());
            json.writeNumberField("heapBytes", sample.heapBytes());
            json.writeNumberField("mappedBytes", sample.mappedBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
