package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.journal.JournalFile;
import io.rxpath.telemetry.journal.JournalSummary;
import io.rxpath.telemetry.journal.ReaderLag;
import io.rxpath.telemetry.journal.RunSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a journal holds, as text and as JSON.
 *
 * @param folder as the user named it
 * @param summary what was found there
 */
record JournalInfo(Path folder, JournalSummary summary) {
    void print(PrintWriter out) {
        out.println("journal " + folder + ": " + summary.runs().size() + " runs in " + summary.files().size()
                + " files with " + summary.files().stream().mapToLong(JournalFile::bytes).sum() + " bytes");
        summary.runs().forEach(run -> out.println("  " + RunLine.of(run)));
        out.println(
                "records: "
                        + summary.byType().entrySet().stream()
                                .map(type -> type.getKey().name().toLowerCase(Locale.ROOT) + ' '
                                        + type.getValue())
                                .collect(Collectors.joining(", "))
                        + ", unknown " + summary.unknownRecords() + ", stray bytes " + summary.strayBytes());
        out.println("packets: " + Stream.of(Branch.values())
                .map(branch -> branch + " " + summary.packets(branch)).collect(Collectors.joining(", ")));
        out.println("files:");
        for (JournalFile file : summary.files()) {
            out.println("  " + file.name() + " " + file.bytes() + " bytes, from "
                    + Instant.ofEpochMilli(file.startMs()) + " until " + Instant.ofEpochMilli(file.endMs()));
        }
        out.println(summary.readers().isEmpty() ? "readers: none" : "readers:");
        summary.readers().forEach(lag -> out.println("  " + text(lag)));
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStringField("journal", folder.toString());
        json.writeArrayFieldStart("runs");
        for (RunSummary run : summary.runs()) {
            json.writeStartObject();
            RunLine.write(json, run);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("records");
        for (var type : summary.byType().entrySet()) {
            json.writeNumberField(type.getKey().name().toLowerCase(Locale.ROOT), type.getValue());
        }
        json.writeNumberField("unknown", summary.unknownRecords());
        json.writeEndObject();
        json.writeNumberField("strayBytes", summary.strayBytes());
        json.writeObjectFieldStart("packets");
        for (Branch branch : Branch.values()) {
            json.writeNumberField(branch.name(), summary.packets(branch));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("files");
        for (JournalFile file : summary.files()) {
            json.writeStartObject();
            json.writeStringField("file", file.name());
            json.writeNumberField("bytes", file.bytes());
            json.writeNumberField("startMs", file.startMs());
            json.writeNumberField("endMs", file.endMs());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("readers");
        for (ReaderLag lag : summary.readers()) {
            json.writeStartObject();
            json.writeStringField("reader", lag.reader().name());
            json.writeNumberField("committedMs", lag.reader().committedMs());
            if (lag.reader().isSound()) {
                json.writeStringField("position", lag.reader().position().toString());
                json.writeNumberField("recordsBehind", lag.records());
                json.writeNumberField("behindNs", lag.ns());
            } else {
                json.writeStringField("damage", lag.reader().damage());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String text(ReaderLag lag) {
        return lag.reader().isSound()
                ? "%s at %s, committed %s, behind: %d records, %.3f s".formatted(lag.reader().name(),
                        lag.reader().position(), Instant.ofEpochMilli(lag.reader().committedMs()),
                        lag.records(), lag.ns() / 1e9)
                : lag.reader().name() + ": " + lag.reader().damage();
    }
}
