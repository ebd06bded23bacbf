package io.rxpath.lab.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The report as JSON. Key names are stable and carry their unit; what is not available is null, with the reason in a
 * key beside it. A reader checks {@code format} and ignores keys it does not know.
 */
public final class JsonReport {
    /** Raised when a key changes its meaning or goes away. */
    public static final int FORMAT = 1;

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes the report, whole or not at all.
     *
     * @param result what to report
     * @param file where; an older file is replaced, a missing folder made
     * @throws IOException when it cannot be written, with a sentence for the user
     */
    public static void write(DemoResult result, Path file) throws IOException {
        WholeFile.write("JSON report", of(result) + "\n", file);
    }

    /** The report as one JSON object. */
    public static String of(DemoResult result) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            new JsonReport(json).result(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void result(DemoResult result) throws IOException {
        json.writeStartObject();
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", result.version());
        json.writeStringField("startedAt", result.startedAt().toString());
        json.writeArrayFieldStart("machine");
        for (Finding finding : result.machine()) {
            json.writeStartObject();
            json.writeStringField("name", finding.name());
            json.writeBooleanField("available", finding.available());
            json.writeStringField("detail", finding.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("phases");
        for (PhaseResult phase : result.phases()) {
            phase(phase);
        }
        json.writeEndArray();
        journal(result.journal());
        strings("notes", result.notes());
        json.writeEndObject();
    }

    private void phase(PhaseResult phase) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", phase.id());
        json.writeStringField("title", phase.title());
        json.writeStringField("what", phase.what());
        json.writeStringField("feed", phase.feed());
        json.writeBooleanField("ran", phase.ran());
        json.writeStringField("skippedBecause", phase.skippedBecause());
        strings("notes", phase.notes());
        if (phase.settings() == null) {
            json.writeNullField("settings");
        } else {
            settings(phase.settings());
        }
        if (phase.ran()) {
            json.writeNumberField("packets", phase.packets());
            json.writeNumberField("warmUpPackets", phase.warmUpPackets());
            latency("sendToApp", phase.sendToApp().percentiles());
            latency("ingressToApp", phase.ingressToApp().percentiles());
            traffic(phase.traffic());
            ratios(phase.ratios());
            json.writeObjectFieldStart("causes");
            for (Map.Entry<String, Long> cause : phase.causes().entrySet()) {
                json.writeNumberField(cause.getKey(), cause.getValue());
            }
            json.writeEndObject();
            branches(phase.branches());
        }
        json.writeEndObject();
    }

    private void settings(PollSettings settings) throws IOException {
        json.writeObjectFieldStart("settings");
        json.writeStringField("engine", settings.engine());
        json.writeNumberField("windowUsecs", settings.windowUsecs());
        known("deferHardIrqs", settings.deferHardIrqs());
        known("groFlushTimeoutNs", settings.groFlushTimeoutNs());
        known("cpu", settings.cpu());
        json.writeBooleanField("rival", settings.rival());
        json.writeEndObject();
    }

    private void traffic(Traffic traffic) throws IOException {
        json.writeObjectFieldStart("traffic");
        json.writeNumberField("sent", traffic.sent());
        json.writeNumberField("received", traffic.received());
        json.writeNumberField("lostInRing", traffic.lostInRing());
        json.writeNumberField("lostInSocket", traffic.lostInSocket());
        json.writeNumberField("unaccounted", traffic.unaccounted());
        json.writeNumberField("senderFailed", traffic.senderFailed());
        json.writeNumberField("senderLate", traffic.senderLate());
        json.writeNumberField("eventsDropped", traffic.eventsDropped());
        json.writeEndObject();
    }

    private void ratios(Ratios ratios) throws IOException {
        json.writeObjectFieldStart("ratios");
        ratio("cpuShare", ratios.cpuShare());
        ratio("hitRatio", ratios.hitRatio());
        ratio("wasteRatio", ratios.wasteRatio());
        json.writeNumberField("opportunities", ratios.opportunities());
        json.writeNumberField("decided", ratios.decided());
        json.writeEndObject();
    }

    private void ratio(String name, Ratio ratio) throws IOException {
        if (ratio.available()) {
            json.writeNumberField(name, ratio.value());
        } else {
            json.writeNullField(name);
            json.writeStringField(name + "Unavailable", ratio.reason());
        }
    }

    private void branches(List<BranchResult> branches) throws IOException {
        json.writeArrayFieldStart("branches");
        for (BranchResult branch : branches) {
            json.writeStartObject();
            json.writeStringField("branch", branch.branch());
            json.writeNumberField("packets", branch.packets());
            if (Double.isNaN(branch.share())) {
                json.writeNullField("share");
            } else {
                json.writeNumberField("share", branch.share());
            }
            latency("sendToApp", branch.sendToApp().percentiles());
            latency("ingressToApp", branch.ingressToApp().percentiles());
            latency("unseen", branch.unseen());
            histogram(branch.sendToApp());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void latency(String name, Percentiles percentiles) throws IOException {
        json.writeNumberField(name + "Count", percentiles.count());
        value(name + "P50Ns", percentiles, percentiles.p50Ns());
        value(name + "P99Ns", percentiles, percentiles.p99Ns());
        value(name + "P999Ns", percentiles, percentiles.p999Ns());
        value(name + "MaxNs", percentiles, percentiles.maxNs());
    }

    private void value(String name, Percentiles percentiles, long ns) throws IOException {
        if (percentiles.empty()) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, ns);
        }
    }

    /** The buckets that hold packets, as {@code [from ns, packets]}; {@value LogScale#PER_DECADE} to a decade. */
    private void histogram(LatencyHistogram latency) throws IOException {
        json.writeArrayFieldStart("sendToAppFromNsAndPackets");
        if (!latency.isEmpty()) {
            LogScale scale = LogScale.over(List.of(latency));
            long[] buckets = latency.buckets(scale);
            for (int i = 0; i < buckets.length; i++) {
                if (buckets[i] > 0) {
                    json.writeStartArray();
                    json.writeNumber(Math.round(scale.startNs(i)));
                    json.writeNumber(buckets[i]);
                    json.writeEndArray();
                }
            }
        }
        json.writeEndArray();
    }

    private void journal(JournalCheck journal) throws IOException {
        if (journal == null) {
            json.writeNullField("journal");
            return;
        }
        json.writeObjectFieldStart("journal");
        json.writeBooleanField("ok", journal.ok());
        json.writeNumberField("packetsHandled", journal.packetsHandled());
        json.writeNumberField("packetsInJournal", journal.packetsInJournal());
        json.writeNumberField("duplicates", journal.duplicates());
        json.writeNumberField("missing", journal.missing());
        json.writeNumberField("branchMismatches", journal.branchMismatches());
        json.writeNumberField("gapRecords", journal.gapRecords());
        json.writeStringField("path", journal.journal().toString());
        json.writeEndObject();
    }

    private void known(String name, long value) throws IOException {
        if (value < 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private void strings(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
