package io.rxpath.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One unwise line for each warning, said where it stands or where the text behind an @ does; nothing is refused. */
class ConfigAdviceTest {
    private static final String S = "rxpath.workers[0].sockets[0].";
    private static final String FEED = """
            group = 224.0.31.64
                      source = 198.51.100.7
                      bind = 224.0.31.64
            """.strip();
    private static final String PLAIN = "{ name = plain, bind = 192.0.2.5, port = 9000 }";

    static List<Arguments> unwise() {
        return List.of(Arguments.of("budget = 8", "budget = 64", "rxpath.workers[0].busy-poll.budget",
                "is 64, the softirq's own, by which traces tell the two apart: another number is wise."),
                Arguments.of("receive-buffer = 8MiB", "receive-buffer = 64KiB", S + "receive-buffer",
                        "is 64KiB, less than one batch of 64 datagrams of max-payload (128KiB): a larger one, or a"
                                + " smaller batch, is wise."),
                Arguments.of("device = eth1", "device = lo", S + "device",
                        "is lo, which has no NAPI to poll: a network device is wise, or engine = interrupt."),
                Arguments.of(FEED, "group = 232.1.2.3", S + "group",
                        "is 232.1.2.3, of the range that routers forward by source only: the sender at source is"
                                + " wise."),
                Arguments.of(FEED, "group = \"ff3e::8000:1\"", S + "group",
                        "of the range that routers forward"),
                Arguments.of(PLAIN, "{ name = twin, device = eth1, group = 224.0.31.64, port = 14340 }",
                        "rxpath.workers[1].sockets[0].group",
                        "is 224.0.31.64, which rxpath.workers[0].sockets[0] joins already at this port and device:"
                                + " each packet will come to both."),
                Arguments.of("sockets = [\n",
                        "engine = epoll, sockets = [ { name = b, device = eth2, group = 224.0.31.65, port = 1 }\n",
                        "rxpath.workers[0].sockets[1].device@device = eth1",
                        "is eth1 beside eth2, but the epoll engine polls one device queue at a time: a worker for"
                                + " each, or engine = spinning, is wise."));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("unwise")
    void isSaidAtItsLineAndStopsNothing(String from, String to, String pathAndAnchor, String problem) {
        final String path = pathAndAnchor.split("@")[0];
        final String anchor = pathAndAnchor.contains("@") ? pathAndAnchor.split("@")[1] : from;
        final CheckedConfig checked = ConfigLoader.check(SampleConfig.with(from, to), SampleConfig.ORIGIN);
        assertEquals(1, checked.warnings().size(), checked.warnings()::toString);
        final Finding warning = checked.warnings().getFirst();
        assertEquals(path, warning.path());
        assertTrue(warning.problem().startsWith(path + " ") && warning.problem().contains(problem),
                warning::toString);
        assertEquals(SampleConfig.line(anchor), warning.line(), warning::toString);
        assertEquals(checked.warnings().stream().map(Finding::problem).toList(),
                checked.config().warnings().stream().map(Finding::problem).toList());
    }

    @Test
    void otherGroupsPortsDevicesAndSourcesAreNoTwins() {
        for (String other : List.of("device = eth1, group = 224.0.31.65, port = 14340",
                "device = eth1, group = 224.0.31.64, port = 14341",
                "device = eth2, group = 224.0.31.64, port = 14340",
                "device = eth1, group = 224.0.31.64, source = 198.51.100.8, port = 14340")) {
            final String text = SampleConfig.with(PLAIN, "{ name = other, " + other + " }");
            assertEquals(List.of(), ConfigLoader.check(text, "x").warnings(), other);
        }
    }

    @Test
    void theExamplesAreWise() {
        assertEquals(List.of(), ConfigLoader.check(SampleConfig.TEXT, "x").warnings());
        final Path example = Path.of(System.getProperty("rxpath.root"), "conf", "rxpath.conf");
        assertEquals(List.of(), ConfigLoader.check(example).warnings());
    }
}
