package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.rxpath.telemetry.event.FeedEventKind;
import io.rxpath.telemetry.event.FeedScope;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.event.WorkerName;
import io.rxpath.telemetry.journal.EventPublisher;
import io.rxpath.telemetry.journal.EventRing;
import io.rxpath.telemetry.journal.JournalAgent;
import io.rxpath.telemetry.journal.JournalFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code tail} says of what is rare on a feed. */
class FeedLinesTest {
    private static final long START_NS = 1_700_000_000_000_000_000L;

    @TempDir
    private Path temp;

    private Path journal() {
        final Path folder = temp.resolve("journal");
        final EventRing ring = new EventRing(8);
        final EventPublisher publisher = new EventPublisher(ring, 0);
        final JournalHeader header = new JournalHeader(1, START_NS, 20_000, 50_000, 1, 8, 77, "host", "0.1",
                "6.18", List.of(new WorkerName(0, "md1")),
                List.of(new SocketName(0, 0, "cme-a", "CME", "310", true),
                        new SocketName(0, 1, "plain", "", "", true)),
                Map.of());
        try (JournalAgent agent = new JournalAgent(JournalFolder.prepare(folder), header, List.of(ring), 8)) {
            publisher.beginFeed(0).kind(FeedEventKind.GAP, FeedScope.CHANNEL).messages(17, 3, START_NS + 1)
                    .packet(42, START_NS + 2);
            publisher.endFeed();
            publisher.beginFeed(1).kind(FeedEventKind.RESET, FeedScope.LINE).messages(1, 0, 0)
                    .packet(43, START_NS + 3).session(0x3030303031303035L, 0x3942);
            publisher.endFeed();
            agent.doWork();
        }
        return folder;
    }

    @Test
    void asText() {
        final List<String> lines = Invocation.of("tail", journal()).out().lines().toList();
        assertEquals(List.of(
                "2023-11-14T22:13:20.000000002Z md1/cme-a FEED GAP of CHANNEL CME 310 first=17 count=3"
                        + " since=2023-11-14T22:13:20.000000001Z at #42",
                "2023-11-14T22:13:20.000000003Z md1/plain FEED RESET of LINE first=1 count=0"
                        + " session=30303030313030353942 at #43"),
                lines.subList(1, lines.size()));
    }

    @Test
    void asJson() throws Exception {
        final List<String> lines = Invocation.of("tail", journal(), "--json").out().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("{\"type\":\"feed\",") && lines.get(1).contains(
                "\"socket\":\"cme-a\",\"venue\":\"CME\",\"channel\":\"310\",\"kind\":\"GAP\",\"scope\":\"CHANNEL\","
                        + "\"first\":17,\"count\":3,\"sinceNs\":" + (START_NS + 1)),
                lines.get(1));
        assertTrue(lines.get(2).contains("\"session\":\"30303030313030353942\",\"number\":43"), lines.get(2));
        for (String line : lines) {
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                while (parser.nextToken() != null) {
                    // A malformed text throws.
                }
            }
        }
    }
}
