package io.rxpath.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.feed.Framing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lines of a channel must agree on. */
class FeedRulesTest {
    private static final String A = "{ name = a, port = 1, venue = CME, channel = 310, framing = cme-mdp3, line = A }";
    private static final String B = "{ name = b, port = 2, venue = CME, channel = 310, framing = cme-mdp3, line = B }";

    /** Findings of a configuration with one worker for each text, which is its sockets. */
    private static List<String> findings(String... workers) {
        return SampleConfig.findings(text(workers)).stream().map(Finding::problem).toList();
    }

    private static String text(String... workers) {
        final StringBuilder text = new StringBuilder("rxpath.workers = [\n");
        for (int i = 0; i < workers.length; i++) {
            text.append("{ name = w").append(i)
                    .append(", engine = spinning, busy-poll.window = 1ms, sockets = [").append(workers[i])
                    .append("] }\n");
        }
        return text.append(']').toString();
    }

    @Test
    void theLinesOfAChannelAreRead() {
        final ReceiverConfig config = ConfigLoader.parse(text(A + "," + B), "x");
        assertEquals(List.of("A", "B"),
                config.workers().getFirst().sockets().stream().map(SocketConfig::line).toList());
        assertEquals(List.of(Framing.CME_MDP3, Framing.CME_MDP3),
                config.workers().getFirst().sockets().stream().map(SocketConfig::framing).toList());
    }

    @Test
    void everyFramingHasAWord() {
        for (Framing framing : Framing.values()) {
            assertEquals(framing,
                    ConfigLoader.parse(text("{ name = s, port = 1, framing = " + framing.word() + " }"), "x")
                            .workers().getFirst().sockets().getFirst().framing());
        }
    }

    @Test
    void framedSocketsWithoutAChannelAreChannelsByThemselves() {
        assertEquals(List.of(), findings(
                "{ name = a, port = 1, framing = iex-tp },{ name = b, port = 2, framing = moldudp64 }",
                "{ name = c, port = 3, framing = iex-tp }"));
    }

    @Test
    void socketsOfOneChannelWithoutFramingAreNoLines() {
        assertEquals(List.of(),
                findings("{ name = a, port = 1, channel = 310 },{ name = b, port = 2, channel = 310 }",
                        "{ name = c, port = 3, channel = 310 }"));
    }

    @Test
    void channelsOfTwoVenuesAreTwo() {
        assertEquals(List.of(), findings(A, B.replace("CME", "CBOT")));
    }

    @Test
    void theFramingIsTheSameForAllLines() {
        assertEquals(
                List.of("rxpath.workers[0].sockets[1].framing is iex-tp, but rxpath.workers[0].sockets[0]"
                        + " of the same channel (CME 310) has cme-mdp3: the same framing for both, or another channel,"
                        + " is wanted."),
                findings(A + "," + B.replace("cme-mdp3", "iex-tp")));
        assertEquals(List.of("rxpath.workers[0].sockets[0].framing is none, but rxpath.workers[0].sockets[1]"
                + " of the same channel (CME 310) has cme-mdp3: the same framing for both, or another channel,"
                + " is wanted."), findings("{ name = a, port = 1, venue = CME, channel = 310 }," + B));
    }

    @Test
    void linesHaveNamesOfTheirOwn() {
        assertEquals(List
                .of("rxpath.workers[0].sockets[1].line is \"A\", which another line of the channel CME 310"
                        + " is already: names of their own are wanted."),
                findings(A + "," + B.replace("line = B", "line = A")));
        assertEquals(
                List.of("rxpath.workers[0].sockets[1].line is missing: the channel CME 310 has several lines,"
                        + " so a name for each, for example A and B, is wanted."),
                findings((A + "," + B).replaceAll(", line = .", "")));
    }

    @Test
    void linesOfOneChannelHaveOneWorker() {
        assertEquals(List.of("rxpath.workers[1].sockets[0].channel is that of rxpath.workers[0].sockets[0]"
                + " (CME 310), where another worker receives: lines of one channel are compared by one worker, so"
                + " one worker for both, or another channel, is wanted."), findings(A, B));
    }
}
