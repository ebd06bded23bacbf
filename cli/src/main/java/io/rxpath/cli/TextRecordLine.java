package io.rxpath.cli;

import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.PacketRecord;
import io.rxpath.telemetry.event.PacketFlags;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.journal.JournalReader;

/** A record as text: what it is, whose, and its figures by name with their units. */
final class TextRecordLine implements RecordLine {
    @Override
    public String of(JournalReader reader) {
        final JournalHeader header = reader.header();
        return switch (reader.recordType()) {
            case HEADER -> run(header);
            case PACKET -> packet(reader.packet(), header);
            case GAP -> gap(reader.gap(), header);
            case END -> end(reader.end(), header);
            case FEED -> feed(reader.feed(), header);
            default -> reader.recordType().toString();
        };
    }

    private static String run(JournalHeader header) {
        return "%s run %016x by rxpath %s on %s (Linux %s), process %d, workers %s".formatted(
                RecordLine.time(header.startTimeNs()), header.runId(), header.rxpathVersion(), header.host(),
                header.kernelRelease(), header.pid(),
                header.workers().stream().map(it -> it.name()).toList());
    }

    private static String packet(PacketEventDecoder packet, JournalHeader header) {
        final StringBuilder line = new StringBuilder(200).append(RecordLine.time(packet.appNs())).append(' ')
                .append(header.workerName(packet.worker())).append('/')
                .append(header.socketName(packet.worker(), packet.socket()).name()).append(" #")
                .append(packet.packetNumber()).append(' ').append(packet.branch());
        if (packet.cause() != Cause.NONE) {
            line.append('(').append(packet.cause()).append(')');
        }
        line.append(" by ").append(packet.deliverer()).append(' ').append(packet.evidence());
        if (packet.hasStamp()) {
            line.append(" latency=").append(packet.latencyNs()).append("ns");
            part(line, "poll", packet.pollNs());
            part(line, "steal", packet.stealNs());
            part(line, "fallback", packet.fallbackNs());
            part(line, "unattributed", packet.unattributedNs());
            line.append(" unseen=");
            if (packet.unseenNs() == PacketRecord.MAX_UNSEEN_NS) {
                line.append("unbounded");
            } else {
                line.append(packet.unseenNs()).append("ns");
            }
        }
        line.append(' ').append(packet.provenance()).append(" napi=")
                .append(Integer.toUnsignedString(packet.napiId())).append(" batch=")
                .append(packet.batchIndex()).append(" length=").append(packet.length());
        flag(line, packet.flags(), PacketFlags.TRUNCATED, "TRUNCATED");
        flag(line, packet.flags(), PacketFlags.CONTROL_TRUNCATED, "CONTROL_TRUNCATED");
        flag(line, packet.flags(), PacketFlags.RPS_HOP, "RPS_HOP");
        flag(line, packet.flags(), PacketFlags.EMPTY, "EMPTY");
        flag(line, packet.flags(), PacketFlags.SOURCE_PORT_ZERO, "SOURCE_PORT_ZERO");
        return line.toString();
    }

    /** Parts that are 0 are left out: they sum to the latency. */
    private static void part(StringBuilder line, String name, long ns) {
        if (ns != 0) {
            line.append(' ').append(name).append('=').append(ns).append("ns");
        }
    }

    private static void flag(StringBuilder line, int flags, int bit, String name) {
        if ((flags & bit) != 0) {
            line.append(' ').append(name);
        }
    }

    private static String end(EndEventDecoder end, JournalHeader header) {
        return "%s %s END: the last packet #%d, given out %d, recorded %d, left out %d, missing %d".formatted(
                RecordLine.time(end.endNs()), header.workerName(end.worker()), end.lastNumber(),
                end.givenOut(), end.recorded(), end.leftOut(), end.missing());
    }

    private static String gap(GapEventDecoder gap, JournalHeader header) {
        if (gap.reason() == GapReason.KILLED) {
            return "%s GAP: run %016x did not end in order; of its worker %d nothing is known %s until %s"
                    .formatted(RecordLine.time(gap.firstAppNs()), gap.runId(), gap.worker(),
                            gap.firstNumber() == GapRecord.UNKNOWN
                                    ? "from here on"
                                    : "from #" + gap.firstNumber() + " on",
                            RecordLine.time(gap.lastAppNs()));
        }
        return "%s %s GAP: #%d to #%d missing, packets not in the journal: %d (%s), the last of %s".formatted(
                RecordLine.time(gap.firstAppNs()), header.workerName(gap.worker()), gap.firstNumber(),
                gap.lastNumber(), gap.count(), gap.reason(), RecordLine.time(gap.lastAppNs()));
    }

    private static String feed(FeedEventDecoder feed, JournalHeader header) {
        final SocketName socket = header.socketName(feed.worker(), feed.socket());
        final StringBuilder line = new StringBuilder(200).append(RecordLine.time(feed.appNs())).append(' ')
                .append(header.workerName(feed.worker())).append('/').append(socket.name()).append(" FEED ")
                .append(feed.kind()).append(" of ").append(feed.scope());
        if (!socket.channel().isEmpty()) {
            line.append(' ').append((socket.venue() + " " + socket.channel()).strip());
        }
        line.append(" first=").append(feed.first()).append(" count=").append(feed.count());
        if (feed.sinceNs() != 0) {
            line.append(" since=").append(RecordLine.time(feed.sinceNs()));
        }
        if (feed.session() != 0) {
            line.append(" session=").append(RecordLine.session(feed));
        }
        return line.append(" at #").append(feed.packetNumber()).toString();
    }
}
