package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.JournalStatus;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.journal.UnfinishedRun;
import java.io.IOException;

/** What {@code rxpath run} says of the journal to a program: an object {@code journal}. */
final class JournalJson {
    private JournalJson() {
    }

    static void write(JsonGenerator json, JournalStatus journal) throws IOException {
        json.writeObjectFieldStart("journal");
        json.writeStringField("directory", journal.directory().toString());
        json.writeNumberField("recordsWritten", journal.recordsWritten());
        json.writeNumberField("recordsLost", journal.recordsLost());
        json.writeNumberField("writeFailures", journal.writeFailures().count());
        json.writeNumberField("hotOneIn", journal.packets().hotOneIn());
        json.writeNumberField("packetsLeftOut", journal.packetsLeftOut());
        json.writeStringField("roll", journal.roll().toString());
        json.writeObjectFieldStart("sync");
        json.writeStringField("policy", journal.sync().policy().toString());
        json.writeNumberField("syncs", journal.sync().syncs());
        json.writeNumberField("recordsSynced", journal.sync().recordsSynced());
        json.writeNumberField("failures", journal.sync().failures().count());
        json.writeEndObject();
        json.writeObjectFieldStart("retention");
        json.writeNumberField("maxAgeNs", journal.retention().config().maxAgeNs());
        json.writeNumberField("maxBytes", journal.retention().config().maxBytes());
        json.writeNumberField("filesRemoved", journal.retention().filesRemoved());
        json.writeStringField("heldBy", journal.retention().heldBy());
        json.writeNumberField("failures", journal.retention().failures());
        json.writeEndObject();
        if (journal.unfinishedRun().isPresent()) {
            write(json, journal.unfinishedRun().get());
        } else {
            json.writeNullField("unfinishedRun");
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, UnfinishedRun run) throws IOException {
        json.writeObjectFieldStart("unfinishedRun");
        json.writeStringField("run", "%016x".formatted(run.runId()));
        json.writeArrayFieldStart("workers");
        for (UnfinishedRun.Worker worker : run.workers()) {
            json.writeStartObject();
            json.writeNumberField("worker", worker.worker());
            if (worker.nextNumber() == GapRecord.UNKNOWN) {
                json.writeNullField("nextNumber");
            } else {
                json.writeNumberField("nextNumber", worker.nextNumber());
            }
            json.writeNumberField("lastAppNs", worker.lastAppNs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
