package io.rxpath.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One broken line for each rule: a finding that names path, what was found and what is wanted. It stands at the changed
 * line, or, where a path says so behind an @, at the line of that text: of the enclosing block where a key is gone, of
 * the other key where that is at fault.
 */
class ConfigRulesTest {
    private static final String W = "rxpath.workers[0].";
    private static final String S = W + "sockets[0].";
    private static final String WORKER = "@{\n      name = md1";
    private static final String SOCKET = "@{\n          name = cme-a";

    static List<Arguments> broken() {
        return List.of(
                rule("steal-floor = 20us", "steal-floor = 20", "rxpath.limits.steal-floor",
                        "is 20: a time with its unit (ns, us, ms or s), for example 50us is wanted"),
                rule("steal-floor = 20us", "steal-floor = 999ns", "rxpath.limits.steal-floor",
                        "is 999ns: a time from 1us"),
                rule("fast-hit = 50us", "fast-hit = 2s", "rxpath.limits.fast-hit",
                        "is 2s: a time from 1us to 1s"),
                rule("fast-hit = 50us", "fast-hit = fast", "rxpath.limits.fast-hit",
                        "is \"fast\": a time with"),
                rule("fast-hit = 50us", "fast-hit = -50us", "rxpath.limits.fast-hit",
                        "is \"-50us\": a time with"),
                rule("per-ms = 1", "per-ms = -1", "rxpath.limits.low-yield-packets-per-ms",
                        "is -1.0: a number"),
                rule("per-ms = 1", "per-ms = [1]", "rxpath.limits.low-yield-packets-per-ms",
                        "is [1]: a number"),
                rule("enabled = true", "enabled = perhaps", "rxpath.journal.enabled",
                        "is \"perhaps\": true or false"),
                rule("directory = \"rxpath-journal\"", "directory = \"a\\u0000b\"",
                        "rxpath.journal.directory", "a folder's name"),
                rule("directory = \"rxpath-journal\"", "directory = \"\"", "rxpath.journal.directory",
                        "a folder"),
                rule("ring-records = 65536", "ring-records = 65535", "rxpath.journal.ring-records",
                        "is 65535: a power of two from 64 to 16777216 is wanted"),
                rule("ring-records = 65536", "ring-records = 32", "rxpath.journal.ring-records",
                        "a power of two"),
                rule("ring-records = 65536", "ring-records = 1.5", "rxpath.journal.ring-records",
                        "a whole number"),
                rule("ring-records = 65536", "ring-records = -2147483648", "rxpath.journal.ring-records",
                        "a power of two"),
                rule("packets = all", "packets = some", "rxpath.journal.packets",
                        "is \"some\": all, none or { hot-one-in = N } is wanted"),
                rule("packets = all", "packets { hot-one-in = 0 }", "rxpath.journal.packets.hot-one-in",
                        "is 0: a number of packets from 1 to 1000000 is wanted"),
                rule("packets = all", "packets { hot-one-in = often }", "rxpath.journal.packets.hot-one-in",
                        "is \"often\": a number of packets from 1"),
                rule("packets = all", "packets { hot = 5 }", "rxpath.journal.packets.hot",
                        "is not known here", "rxpath.journal.packets.hot-one-in", "is missing: a number"),
                rule("packets = all", "packets = [1]", "rxpath.journal.packets", "is [1]: a text"),
                rule("sync = none", "sync = always", "rxpath.journal.sync",
                        "is \"always\": none, batch or a time such as 100ms is wanted"),
                rule("sync = none", "sync = 0", "rxpath.journal.sync", "is 0: none, batch or a time"),
                rule("sync = none", "sync = 999us", "rxpath.journal.sync",
                        "is 999us: a time from 1ms to 60s, none or batch is wanted"),
                rule("sync = none", "sync = 61s", "rxpath.journal.sync", "is 61s: a time from 1ms"),
                rule("roll = hourly", "roll = weekly", "rxpath.journal.roll",
                        "is \"weekly\": daily, hourly, ten-minutely or minutely is wanted"),
                rule("roll = hourly", "roll = unknown", "rxpath.journal.roll", "is \"unknown\": daily"),
                rule("reserve = 64MiB", "reserve = 2TiB", "rxpath.journal.reserve",
                        "is 2TiB: a size from 0 to 1TiB is wanted"),
                rule("reserve = 64MiB", "reserve = 64", "rxpath.journal.reserve",
                        "is 64: a size with its unit"),
                rule("max-age = 7d", "max-age = 7m", "rxpath.journal.retention.max-age",
                        "is \"7m\": a time with its unit (s, min, h or d), for example 7d is wanted"),
                rule("max-age = 7d", "max-age = 59s", "rxpath.journal.retention.max-age",
                        "is 59s: a time from 1min, or off, is wanted"),
                rule("max-size = 100GiB", "max-size = 63MiB", "rxpath.journal.retention.max-size",
                        "is 63MiB: a size from 64MiB, or off, is wanted"),
                rule("max-size = 100GiB", "max-sise = 1GiB", "rxpath.journal.retention.max-sise",
                        "did you mean max-size?"),
                rule("housekeeping { cpu = 0", "housekeeping { cpu = -2", "rxpath.housekeeping.cpu",
                        "is -2: a CPU"),
                rule("housekeeping { cpu = 0", "housekeeping { cpu = 1", "rxpath.housekeeping.cpu",
                        "is 1, where rxpath.workers[0] polls"),
                rule("housekeeping { cpu = 0 }", "housekeeping = 0", "rxpath.housekeeping",
                        "is 0: a block in braces"),
                rule("housekeeping { cpu = 0", "housekeeping { cpus = 0", "rxpath.housekeeping.cpus",
                        "is not known here: did you mean cpu?"),
                rule("journal {", "jurnal {", "rxpath.jurnal", "is not known here: did you mean journal?"),
                rule("fast-hit =", "latency-budget =", "rxpath.limits.latency-budget",
                        "is not known here: the keys are steal-floor, fast-hit, low-yield-packets-per-ms"),
                rule("rxpath {", "other = 1, rxpath {", "other", "is not known here: the keys are rxpath"),
                rule("name = md1", "nick = md1", W + "nick", "is not known here", W + "name" + WORKER,
                        "is missing: a name"),
                rule("name = md1", "name = \"md 1\"", W + "name", "is \"md 1\": a name of up to 64 letters"),
                rule("name = md2", "name = md1", "rxpath.workers[1].name",
                        "is \"md1\", which is the name at rxpath.workers[0].name already"),
                rule("name = plain", "name = cme-a", "rxpath.workers[1].sockets[0].name",
                        "is the name at " + S + "name"),
                rule("cpu = 1\n", "cpu = 8192\n", W + "cpu", "is 8192: a CPU number from 0 to 8191"),
                rule("cpu = 1\n", "cpu = one\n", W + "cpu", "is \"one\": a whole number"),
                rule("cpu = 2", "cpu = 1", "rxpath.workers[1].cpu",
                        "is 1, where rxpath.workers[0] polls already"),
                rule("engine = blocking", "engine = magic", W + "engine",
                        "is \"magic\": blocking, spinning, epoll or interrupt is wanted"),
                rule("rehearse = 1s", "rehearse = 9ms", "rxpath.start.rehearse",
                        "is 9ms: a time from 10ms to 60s, or off, is wanted"),
                rule("rehearse = 1s", "rehearse = 61s", "rxpath.start.rehearse", "is 61s: a time from 10ms"),
                rule("rehearse = 1s", "rehearse = 2", "rxpath.start.rehearse", "is 2: a time with its unit"),
                rule("rehearse = 1s", "rehearse = never", "rxpath.start.rehearse",
                        "is \"never\": a time with its unit"),
                rule("rehearse = 1s", "rehearsal = 1s", "rxpath.start.rehearsal", "did you mean rehearse?"),
                rule("witness = own", "witness = all", W + "witness",
                        "is \"all\": off, own or full is wanted"),
                rule("witness = own", "witness = true", W + "witness", "is true: off, own or full"),
                rule("witness = own", "witnes = own", W + "witnes", "did you mean witness?"),
                rule("batch = 64", "batch = 0", W + "batch", "is 0: a number of datagrams from 1 to 64"),
                rule("batch = 64", "batch = 65", W + "batch", "is 65: a number of datagrams from 1 to 64"),
                rule("max-payload = 2KiB", "max-payload = 64KiB", W + "max-payload",
                        "is 64KiB: a size from 64B"),
                rule("max-payload = 2KiB", "max-payload = 2kb", W + "max-payload",
                        "is \"2kb\": a size with its unit"),
                rule("max-payload = 2KiB", "max-payload = 0.3B", W + "max-payload", "a size with its unit"),
                rule("max-payload = 2KiB", "max-payload = 9GiB", W + "max-payload", "less than 2GiB"),
                rule("stop-on-handler-error = false", "stop-on-handler-error = 0",
                        W + "stop-on-handler-error", "is 0: true or false"),
                rule("window = 50us", "window = 0us", W + "busy-poll.window",
                        "is missing or 0: for the blocking"),
                rule("window = 50us", "window = 1500ns", W + "busy-poll.window",
                        "a whole number of microseconds"),
                rule("window = 50us", "window = 1s", W + "busy-poll.window",
                        "is 1000000us: for the blocking"),
                rule("busy-poll { window = 50us,", "engine = epoll, busy-poll { window = 16ms,",
                        W + "busy-poll.window",
                        "is 16000us: for the epoll engine a time from 1us to 15000us, longer than the"),
                rule("busy-poll { window = 50us,", "engine = epoll, busy-poll { window = 0,",
                        W + "busy-poll.window", "is missing or 0: for the epoll engine"),
                rule("busy-poll { window = 50us,", "engine = spinning, busy-poll { window = 1000001us,",
                        W + "busy-poll.window",
                        "is 1000001us: for the spinning engine a time from 1us to"
                                + " 1000000us, after which empty calls count"),
                rule("busy-poll { window = 50us,", "engine = spinning, busy-poll { window = 0,",
                        W + "busy-poll.window", "is missing or 0: for the spinning engine"),
                rule("busy-poll { window = 50us, prefer = false, budget = 8 }", "",
                        W + "busy-poll.window" + WORKER, "is missing"),
                rule("engine = interrupt", "engine = interrupt, busy-poll { window = 5us }",
                        "rxpath.workers[1].busy-poll.window",
                        "is 5us, but the interrupt engine does not busy-poll"),
                rule("engine = interrupt", "engine = interrupt, busy-poll { prefer = true, budget = 8 }",
                        "rxpath.workers[1].busy-poll.prefer",
                        "is true, but the interrupt engine does not busy-poll: no busy-poll block, or another",
                        "rxpath.workers[1].busy-poll.budget",
                        "is 8, but the interrupt engine does not busy-poll: no busy-poll block, or another"),
                rule("bind = 192.0.2.5, port = 9000", "port = 14340", "rxpath.workers[1].sockets[0].port",
                        "is 14340, which " + W
                                + "sockets[0] holds already at an address and device that overlap with these: "
                                + "a port, a bind address or a device of its own is wanted"),
                rule("bind = 192.0.2.5", "bind = \"fe80::1\"", "rxpath.workers[1].sockets[0].bind",
                        "is fe80:0:0:0:0:0:0:1, which each device may have: the device it is meant on is wanted"),
                rule("port = 14340", "port = ${PATH}", S + "port" + SOCKET, "a whole number"),
                rule("budget = 8", "budget = 65536", W + "busy-poll.budget", "is 65536: a number of packets"),
                rule("prefer = false", "prefers = false", W + "busy-poll.prefers", "did you mean prefer?"),
                rule("sockets = [ {", "sockets = [ 7, {", "rxpath.workers[1].sockets[0]",
                        "is 7: a block in braces"),
                rule("sockets = [ { name = plain, bind = 192.0.2.5, port = 9000 } ]", "sockets = []",
                        "rxpath.workers[1].sockets", "is an empty list: one socket or more"),
                rule("sockets = [ { name = plain, bind = 192.0.2.5, port = 9000 } ]", "sockets = 9000",
                        "rxpath.workers[1].sockets", "is 9000: a list of one socket or more"),
                rule("port = 9000 }", "port = 9000 }, { name = other, port = 9001 }",
                        "rxpath.workers[1].sockets",
                        "has 2 sockets, but the interrupt engine receives from"
                                + " one: a worker for each, or engine = spinning or epoll, is wanted"),
                rule("sockets = [\n", "sockets = [ { name = other, port = 9001 }\n", W + "sockets",
                        "has 2 sockets, but the blocking engine receives from one"),
                rule("venue = CME", "venue = {}", S + "venue", "is {}: a text"),
                rule("venue = CME", "venue = \"C\\tE\"", S + "venue", "control characters"),
                rule("framing = cme-mdp3", "framing = fix", S + "framing",
                        "is \"fix\": none, moldudp64, iex-tp or cme-mdp3 is wanted"),
                rule("framing = cme-mdp3", "framing = []", S + "framing", "is []: a text"),
                rule("framing = cme-mdp3", "frameing = cme-mdp3", S + "frameing", "did you mean framing?",
                        S + "line@line = A", "nothing says how the feed numbers its datagrams"),
                rule("framing = cme-mdp3", "framing = none", S + "line@line = A",
                        "is \"A\", but nothing says how the feed numbers its datagrams: a framing, or no line,"),
                rule("channel = \"310\"", "", S + "line@line = A",
                        "is \"A\", but nothing says of which channel: a channel, or no line, is wanted"),
                rule("line = A", "line = \"seventeen letters\"", S + "line", "longer or holds"),
                rule("critical = true", "critical = very", S + "critical", "is \"very\": true or false"),
                rule("device = eth1", "device = \"\"", S + "device", "is \"\": the name of a network device"),
                rule("device = eth1", "device = a-device-name-too-long", S + "device",
                        "the name of a network device"),
                rule("device = eth1", "", S + "device" + SOCKET,
                        "is missing: the network device that carries the group"),
                rule("group = 224.0.31.64", "group = 192.0.2.1", S + "group",
                        "is 192.0.2.1: a multicast address", S + "bind@bind =",
                        "is 224.0.31.64: for a socket with a group"),
                rule("group = 224.0.31.64", "group = localhost", S + "group",
                        "is \"localhost\": an IP address in digits"),
                rule("group = 224.0.31.64", "group = 224.31", S + "group", "an IP address in digits"),
                rule("group = 224.0.31.64", "", S + "source@source =", "there is no group", S + "bind@bind =",
                        "is 224.0.31.64: a multicast address is wanted at group"),
                rule("source = 198.51.100.7", "source = \"2001:db8::1\"", S + "source",
                        "of the same family as the group"),
                rule("source = 198.51.100.7", "source = \"fe80::1%eth0\"", S + "source", "without a zone"),
                rule("source = 198.51.100.7", "source = 224.0.0.5", S + "source",
                        "the address of one sender"),
                rule("bind = 224.0.31.64", "bind = 192.0.2.5", S + "bind",
                        "for a socket with a group the group itself"),
                rule("bind = 224.0.31.64", "bind = \"::\"", S + "bind", "of the same family as the group"),
                rule("port = 14340", "port = 0", S + "port", "is 0: a UDP port from 1 to 65535"),
                rule("port = 14340", "port = 65536", S + "port", "is 65536: a UDP port from 1 to 65535"),
                rule("port = 14340", "port = 14e90", S + "port", "a whole number"),
                rule("port = 14340", "", S + "port" + SOCKET, "is missing: a UDP port"),
                rule("receive-buffer = 8MiB", "receive-buffer = 8 furlongs", S + "receive-buffer",
                        "is \"8 furlongs\": a size with its unit (B, KiB, MiB, GiB or TiB), for example 8MiB is wanted"),
                rule("receive-buffer = 8MiB", "receive-buffer = 1KiB", S + "receive-buffer",
                        "is 1KiB: a size from 4KiB"));
    }

    private static Arguments rule(String from, String to, String... pathsAndFragments) {
        return Arguments.of(from, to, pathsAndFragments);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("broken")
    void isRefusedAtItsLine(String from, String to, String[] pathsAndFragments) {
        final List<Finding> findings = SampleConfig.findings(SampleConfig.with(from, to));
        assertEquals(pathsAndFragments.length / 2, findings.size(), findings::toString);
        for (int i = 0; i < pathsAndFragments.length; i += 2) {
            final String[] pathAndAnchor = pathsAndFragments[i].split("@");
            final String path = pathAndAnchor[0];
            final String anchor = pathAndAnchor.length == 1 ? from : pathAndAnchor[1];
            final Finding finding = findings.stream().filter(it -> it.path().equals(path)).findFirst()
                    .orElseThrow(() -> new AssertionError("nothing at " + path + " in " + findings));
            assertTrue(finding.problem().startsWith(path + " "), finding::toString);
            assertTrue(finding.problem().contains(pathsAndFragments[i + 1]), finding::toString);
            assertTrue(finding.problem().matches(".*[^.?][.?]"), finding::toString);
            assertEquals(SampleConfig.line(anchor), finding.line(), finding::toString);
        }
    }
}
