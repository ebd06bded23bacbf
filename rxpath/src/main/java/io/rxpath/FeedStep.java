package io.rxpath;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.FeedChannel;
import io.rxpath.feed.FeedEvents;
import io.rxpath.feed.FeedHeader;
import io.rxpath.feed.FeedLine;
import io.rxpath.feed.FeedStatus;
import io.rxpath.feed.FeedVerdict;
import io.rxpath.feed.Framing;
import io.rxpath.telemetry.event.FeedEventEncoder;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.journal.EventPublisher;
import org.agrona.DirectBuffer;

/**
 * The feed's part in the way of a packet: what it is to its channel goes into the tag, what is rare into the journal.
 * Only a worker with a framed socket has one. Belongs to the poll thread, but for the status.
 */
final class FeedStep implements FeedEvents {
    private final FeedChannel[] channelOf;
    private final FeedLine[] lineOf;
    private final List<FeedChannel> channels;
    private final EventPublisher publisher;
    /** What an event says of the packet that told it. */
    private FeedHeader header;
    private long number;
    private long appNs;

    private FeedStep(WorkerConfig config, EventPublisher publisher) {
        this.publisher = publisher;
        channelOf = new FeedChannel[config.sockets().size()];
        lineOf = new FeedLine[channelOf.length];
        Map<List<String>, FeedChannel> byName = new LinkedHashMap<>();
        for (int i = 0; i < channelOf.length; i++) {
            SocketConfig socket = config.sockets().get(i);
            if (socket.framing() == Framing.NONE) {
                continue;
            }
            // A socket without a channel is one by itself: no other has its name.
            List<String> name = socket.channel().isEmpty()
                    ? List.of(socket.name())
                    : List.of(socket.venue(), socket.channel());
            channelOf[i] = byName.computeIfAbsent(name,
                    it -> new FeedChannel(socket.venue(), socket.channel(), socket.framing(), this));
            lineOf[i] = channelOf[i].addLine(socket.line().isEmpty() ? socket.name() : socket.line(), i);
        }
        channels = new ArrayList<>(byName.values());
    }

    /**
     * The step of a worker.
     *
     * @param publisher takes the events, or null where no journal is written
     * @return null where none of its sockets is framed
     */
    static FeedStep of(WorkerConfig config, EventPublisher publisher) {
        return config.sockets().stream().allMatch(socket -> socket.framing() == Framing.NONE)
                ? null
                : new FeedStep(config, publisher);
    }

    /** Judges a packet that is tagged but for this. */
    void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
        FeedLine line = lineOf[tag.socket];
        if (line == null) {
            tag.feed(FeedVerdict.NOT_FRAMED, 0, 0);
            return;
        }
        FeedChannel channel = channelOf[tag.socket];
        header = channel.header();
        number = tag.number;
        appNs = tag.appNs;
        boolean stamped = tag.provenance != StampProvenance.NONE;
        FeedVerdict verdict = channel.onPacket(line, payload, offset, length, stamped ? tag.ingressNs : 0,
                stamped ? tag.ingressNs : tag.appNs);
        if (verdict == FeedVerdict.NOT_A_HEADER) {
            tag.feed(verdict, 0, 0);
        } else {
            tag.feed(verdict, header.sequence(), header.messages());
        }
    }

    @Override
    public void onEvent(FeedEventKind kind, FeedScope scope, int socket, long first, long count,
            long sinceNs) {
        if (publisher == null) {
            return;
        }
        FeedEventEncoder event = publisher.beginFeed(socket);
        if (event == null) {
            return;
        }
        event.kind(kind, scope).messages(first, count, sinceNs).packet(number, appNs);
        if (kind != FeedEventKind.NOT_HEADERS) {
            event.session(header.sessionHigh(), header.sessionLow());
        }
        publisher.endFeed();
    }

    /** Nothing more is received: what was skipped is missing. By the poll thread, or when it has ended. */
    void end() {
        for (FeedChannel channel : channels) {
            header = channel.header();
            channel.end();
        }
    }

    /** The live figures of a step that may be null; by any thread. */
    static List<FeedStatus> status(FeedStep step) {
        return step == null ? List.of() : step.channels.stream().map(FeedChannel::status).toList();
    }
}
