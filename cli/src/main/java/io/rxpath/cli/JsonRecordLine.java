package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.PacketRecord;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.journal.JournalReader;
import java.io.IOException;
import java.util.Locale;

/** A record as a JSON object; times are CLOCK_REALTIME nanoseconds, a run's id is 16 hexadecimal digits. */
final class JsonRecordLine implements RecordLine {
    @Override
    public String of(JournalReader reader) {
        final JournalHeader header = reader.header();
        return Json.text(json -> {
            json.writeStringField("type", reader.recordType().name().toLowerCase(Locale.ROOT));
            switch (reader.recordType()) {
                case HEADER -> run(json, header);
                case PACKET -> packet(json, reader.packet(), header);
                case GAP -> gap(json, reader.gap(), header);
                case END -> end(json, reader.end(), header);
                case FEED -> feed(json, reader.feed(), header);
                default -> {
                }
            }
            json.writeStringField("position", reader.position().toString());
        });
    }

    private static void run(JsonGenerator json, JournalHeader header) throws IOException {
        json.writeStringField("run", runId(header));
        json.writeNumberField("startTimeNs", header.startTimeNs());
        json.writeNumberField("stealFloorNs", header.stealFloorNs());
        json.writeNumberField("fastHitNs", header.fastHitNs());
        json.writeNumberField("lowYieldPacketsPerMs", header.lowYieldPerMs());
        json.writeNumberField("ringRecords", header.ringCapacity());
        json.writeNumberField("pid", header.pid());
        json.writeStringField("host", header.host());
        json.writeStringField("rxpathVersion", header.rxpathVersion());
        json.writeStringField("kernelRelease", header.kernelRelease());
        json.writeNumberField("hotOneIn", header.packets().hotOneIn());
        json.writeStringField("sync", header.sync().toString());
        json.writeStringField("roll", header.roll().toString());
        json.writeArrayFieldStart("sockets");
        for (SocketName socket : header.sockets()) {
            json.writeStartObject();
            json.writeStringField("worker", header.workerName(socket.worker()));
            json.writeStringField("name", socket.name());
            json.writeStringField("venue", socket.venue());
            json.writeStringField("channel", socket.channel());
            json.writeBooleanField("critical", socket.critical());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("attributes");
        for (var attribute : header.attributes().entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
    }

    private static void packet(JsonGenerator json, PacketEventDecoder packet, JournalHeader header)
            throws IOException {
        json.writeStringField("run", runId(header));
        json.writeStringField("worker", header.workerName(packet.worker()));
        json.writeStringField("socket", header.socketName(packet.worker(), packet.socket()).name());
        json.writeNumberField("number", packet.packetNumber());
        json.writeStringField("branch", packet.branch().name());
        json.writeStringField("cause", packet.cause().name());
        json.writeStringField("deliverer", packet.deliverer().name());
        json.writeStringField("via", packet.via().name());
        json.writeStringField("evidence", packet.evidence().name());
        json.writeStringField("provenance", packet.provenance().name());
        json.writeNumberField("appNs", packet.appNs());
        if (packet.hasStamp()) {
            json.writeNumberField("ingressNs", packet.ingressNs());
            json.writeNumberField("latencyNs", packet.latencyNs());
            json.writeNumberField("pollNs", packet.pollNs());
            json.writeNumberField("stealNs", packet.stealNs());
            json.writeNumberField("fallbackNs", packet.fallbackNs());
            json.writeNumberField("unattributedNs", packet.unattributedNs());
            if (packet.unseenNs() == PacketRecord.MAX_UNSEEN_NS) {
                json.writeNullField("unseenNs");
            } else {
                json.writeNumberField("unseenNs", packet.unseenNs());
            }
        }
        json.writeNumberField("napiId", Integer.toUnsignedLong(packet.napiId()));
        json.writeNumberField("batchIndex", packet.batchIndex());
        json.writeNumberField("length", packet.length());
        json.writeNumberField("flags", packet.flags());
        json.writeNumberField("regimeWord", packet.regimeWord());
        json.writeNumberField("settingsEpoch", Integer.toUnsignedLong(packet.settingsEpoch()));
    }

    private static void gap(JsonGenerator json, GapEventDecoder gap, JournalHeader header)
            throws IOException {
        json.writeStringField("run", runId(header));
        if (gap.runId() == GapRecord.THIS_RUN) {
            json.writeStringField("worker", header.workerName(gap.worker()));
        } else {
            json.writeStringField("ofRun", "%016x".formatted(gap.runId()));
            json.writeNumberField("workerNumber", gap.worker());
        }
        known(json, "firstNumber", gap.firstNumber());
        known(json, "lastNumber", gap.lastNumber());
        known(json, "count", gap.count());
        json.writeNumberField("firstAppNs", gap.firstAppNs());
        json.writeNumberField("lastAppNs", gap.lastAppNs());
        json.writeStringField("reason", gap.reason().name());
    }

    private static void known(JsonGenerator json, String name, long value) throws IOException {
        if (value == GapRecord.UNKNOWN) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private static void end(JsonGenerator json, EndEventDecoder end, JournalHeader header)
            throws IOException {
        json.writeStringField("run", runId(header));
        json.writeStringField("worker", header.workerName(end.worker()));
        json.writeNumberField("lastNumber", end.lastNumber());
        json.writeNumberField("givenOut", end.givenOut());
        json.writeNumberField("recorded", end.recorded());
        json.writeNumberField("leftOut", end.leftOut());
        json.writeNumberField("missing", end.missing());
        json.writeNumberField("endNs", end.endNs());
    }

    private static void feed(JsonGenerator json, FeedEventDecoder feed, JournalHeader header)
            throws IOException {
        final SocketName socket = header.socketName(feed.worker(), feed.socket());
        json.writeStringField("run", runId(header));
        json.writeStringField("worker", header.workerName(feed.worker()));
        json.writeStringField("socket", socket.name());
        json.writeStringField("venue", socket.venue());
        json.writeStringField("channel", socket.channel());
        json.writeStringField("kind", feed.kind().name());
        json.writeStringField("scope", feed.scope().name());
        json.writeNumberField("first", feed.first());
        json.writeNumberField("count", feed.count());
        if (feed.sinceNs() != 0) {
            json.writeNumberField("sinceNs", feed.sinceNs());
        }
        json.writeStringField("session", RecordLine.session(feed));
        json.writeNumberField("number", feed.packetNumber());
        json.writeNumberField("appNs", feed.appNs());
    }

    private static String runId(JournalHeader header) {
        return "%016x".formatted(header.runId());
    }
}
