package io.rxpath.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.rxpath.feed.FeedCounters.Counter;
import io.rxpath.telemetry.event.FeedScope;
import org.agrona.DirectBuffer;

/**
 * A channel and the lines that carry it. The packet that first brings a message wins, in the order in which the worker
 * takes packets; the others are duplicates.
 *
 * <p>What was skipped is called missing as soon as no line may bring it any more: each line has brought
 * eight packets from behind it, or moved on to another numbering, or it was waited for
 * {@value #PATIENCE_NS} ns, by the stamps of the packets. What comes later than that is counted as filled. Both are
 * looked at with each packet of the channel.
 *
 * <p>Made by any thread; then it belongs to the poll thread, but for {@link #status()}. Allocates nothing after it is made.
 */
public final class FeedChannel {
    /** For how long a line that brings nothing, or is far behind, is waited for, ns. */
    public static final long PATIENCE_NS = 100_000_000;

    private final String venue;
    private final String channel;
    private final Framing framing;
    private final FeedEvents events;
    private final FeedHeader header;
    private final FeedCounters counters = new FeedCounters();
    private final Numberings numberings = new Numberings();
    private final SequenceTracker tracker;
    private FeedLine[] lines = {};
    /** Only where there are several lines. */
    private LeadMemory leads;

    /**
     * Creates a channel without lines.
     *
     * @param framing of all its lines, not NONE
     * @param events takes what is rare
     */
    public FeedChannel(String venue, String channel, Framing framing, FeedEvents events) {
        this.venue = venue;
        this.channel = channel;
        this.framing = framing;
        this.events = events;
        header = framing.header();
        tracker = new SequenceTracker(counters, FeedScope.CHANNEL, events, header.sequenceMask());
    }

    /**
     * Adds a line; before the first packet.
     *
     * @param name what the status calls it
     * @param socket the index of its socket in the worker
     */
    public FeedLine addLine(String name, int socket) {
        FeedLine line = new FeedLine(name, socket, events, header.sequenceMask());
        lines = Arrays.copyOf(lines, lines.length + 1);
        lines[lines.length - 1] = line;
        if (lines.length > 1) {
            leads = new LeadMemory();
            for (FeedLine each : lines) {
                each.compared();
            }
        }
        return line;
    }

    /**
     * Judges a datagram; afterwards {@link #header()} is its header, if it has one.
     *
     * @param line whose datagram it is
     * @param ingressNs its NIC-adjacent stamp, CLOCK_REALTIME ns, 0 for none: leads are measured by it
     * @param nowNs that stamp, or where there is none the time of its receipt: gaps are waited for by it
     */
    public FeedVerdict onPacket(FeedLine line, DirectBuffer buffer, int offset, int length, long ingressNs,
            long nowNs) {
        if (!header.wrap(buffer, offset, length)) {
            counters.add(Counter.NOT_HEADERS, 1);
            line.notAHeader();
            return FeedVerdict.NOT_A_HEADER;
        }
        int generation = numberings.of(header);
        long first = numberings.first();
        long end = first + header.messages;
        FeedVerdict verdict = tracker.offer(generation, first, end, line.socket(), nowNs);
        line.offer(generation, first, end, nowNs);
        if (verdict.isNew() && end > first) {
            line.first();
        }
        if (leads != null) {
            compare(line, verdict, generation, ingressNs);
        }
        callGaps(nowNs - PATIENCE_NS);
        if (header.endOfSession) {
            line.ended(generation, first);
            return verdict == FeedVerdict.RESET ? verdict : FeedVerdict.END_OF_SESSION;
        }
        return verdict;
    }

    private void compare(FeedLine line, FeedVerdict verdict, int generation, long ingressNs) {
        long first = numberings.first();
        if (verdict.isNew()) {
            leads.put(generation, first, line.socket(), ingressNs);
            return;
        }
        long firstNs = verdict == FeedVerdict.DUPLICATE ? leads.stampNs(generation, first, line.socket()) : 0;
        if (firstNs == 0 || ingressNs == 0) {
            return;
        }
        if (ingressNs < firstNs) {
            // It came earlier, but was taken from its socket later.
            line.ahead(firstNs - ingressNs);
        } else {
            lineOf(leads.line(first)).ahead(ingressNs - firstNs);
        }
    }

    private FeedLine lineOf(int socket) {
        for (FeedLine line : lines) {
            if (line.socket() == socket) {
                return line;
            }
        }
        throw new AssertionError("no line has socket " + socket);
    }

    private void callGaps(long deadlineNs) {
        for (FeedLine line : lines) {
            SequenceTracker own = line.tracker();
            if (own.hasOpen()) {
                own.call(own.passed(own.newest()), Long.MAX_VALUE, deadlineNs);
            }
            own.countOpen();
        }
        if (tracker.hasOpen()) {
            int newest = numberings.newest();
            tracker.call(passed(newest), passed(newest - 1), deadlineNs);
        }
        tracker.countOpen();
    }

    private long passed(int generation) {
        long least = Long.MAX_VALUE;
        for (FeedLine line : lines) {
            least = Math.min(least, line.tracker().passed(generation));
        }
        return least;
    }

    /** Calls missing what is skipped, because nothing more is received. */
    public void end() {
        for (FeedLine line : lines) {
            line.tracker().call(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
            line.tracker().countOpen();
        }
        tracker.call(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        tracker.countOpen();
    }

    /** The header of the datagram judged last. */
    public FeedHeader header() {
        return header;
    }

    /** The live figures; by any thread, once all lines are there. */
    public FeedStatus status() {
        List<FeedLineStatus> own = new ArrayList<>();
        for (FeedLine line : lines) {
            own.add(line.status());
        }
        return new FeedStatus(venue, channel, framing, counters, own);
    }
}
