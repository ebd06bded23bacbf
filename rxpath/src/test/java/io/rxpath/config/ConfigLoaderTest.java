package io.rxpath.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.feed.Framing;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SyncPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    @Test
    void readsEveryKey() {
        final ReceiverConfig config = ConfigLoader.parse(SampleConfig.TEXT, SampleConfig.ORIGIN);
        final InetAddress group = InetAddress.ofLiteral("224.0.31.64");
        assertEquals(
                new ReceiverConfig(new LimitsConfig(20_000, 50_000, 1), new JournalConfig(true, Path
                        .of("rxpath-journal"), 65_536, PacketPolicy.ALL, SyncPolicy.NONE, RollPeriod.HOURLY,
                        64L << 20, new RetentionConfig(604_800_000_000_000L, 100L << 30)),
                        new HousekeepingConfig(0), new StartConfig(1_000_000_000), List.of(
                                new WorkerConfig("md1", 1, EngineKind.BLOCKING, 64, 2048, true,
                                        new BusyPollConfig(50, false, 8), WitnessLevel.OWN, false,
                                        List.of(new SocketConfig("cme-a", "CME", "310", Framing.CME_MDP3, "A",
                                                true, "eth1", group, group,
                                                InetAddress.ofLiteral("198.51.100.7"), 14340, 8 << 20))),
                                new WorkerConfig("md2", 2, EngineKind.INTERRUPT, 64, 2048, false,
                                        BusyPollConfig.OFF, WitnessLevel.OFF, false,
                                        List.of(new SocketConfig("plain", "", "", false, null,
                                                InetAddress.ofLiteral("192.0.2.5"), null, null, 9000,
                                                8 << 20))))),
                config);
        assertEquals(List.of(), config.findings());
    }

    @Test
    void fillsInDefaults() {
        final ReceiverConfig config = ConfigLoader.parse(
                """
                        rxpath.workers = [ { name = w, busy-poll.window = 1ms, sockets = [ { name = s, port = 1 } ] } ]
                        """,
                "x");
        assertEquals(LimitsConfig.DEFAULT, config.limits());
        assertEquals(JournalConfig.DEFAULT, config.journal());
        assertEquals(HousekeepingConfig.DEFAULT, config.housekeeping());
        assertEquals(StartConfig.DEFAULT, config.start());
        assertEquals(
                new WorkerConfig("w", -1, EngineKind.BLOCKING, 64, 2048, false,
                        new BusyPollConfig(1000, false, 0), WitnessLevel.OFF, false,
                        List.of(new SocketConfig("s", "", "", false, null, null, null, null, 1, 8 << 20))),
                config.workers().getFirst());
    }

    @Test
    void someEnginesTakeSeveralSockets() {
        for (EngineKind engine : List.of(EngineKind.SPINNING, EngineKind.EPOLL)) {
            final ReceiverConfig config = ConfigLoader.parse(
                    SampleConfig.with("sockets = [\n",
                            "engine = " + engine.name().toLowerCase(Locale.ROOT) + ", sockets = [\n"
                                    + "{ name = cme-b, device = eth1, group = 224.0.32.64, port = 15340 }\n"),
                    "x");
            final WorkerConfig worker = config.workers().getFirst();
            assertEquals(engine, worker.engine());
            assertEquals(List.of("cme-b", "cme-a"),
                    worker.sockets().stream().map(SocketConfig::name).toList());
        }
    }

    @Test
    void theWindowOfAnEngineThatNeverWaitsMayBeLonger() {
        final String text = SampleConfig.with("busy-poll { window = 50us,",
                "engine = spinning, busy-poll { window = 1s,");
        assertEquals(1_000_000, ConfigLoader.parse(text, "x").workers().getFirst().busyPoll().windowUsecs());
    }

    @Test
    void theRehearsalCanBeLeftOut() {
        for (String none : List.of("off", "\"off\"", "0", "0s")) {
            final String text = SampleConfig.with("rehearse = 1s", "rehearse = " + none);
            assertEquals(StartConfig.UNREHEARSED, ConfigLoader.parse(text, "x").start(), none);
        }
    }

    @Test
    void thePacketsOfAJournal() {
        assertEquals(PacketPolicy.ALL, journal("packets = all", "packets = ALL").packets());
        assertEquals(PacketPolicy.NONE, journal("packets = all", "packets = none").packets());
        assertEquals(new PacketPolicy(100),
                journal("packets = all", "packets { hot-one-in = 100 }").packets());
        assertEquals(PacketPolicy.ALL, journal("packets = all", "packets.hot-one-in = 1").packets());
    }

    @Test
    void whenAJournalIsForcedToTheDisk() {
        assertEquals(SyncPolicy.NONE, journal("sync = none", "").sync());
        assertEquals(SyncPolicy.BATCH, journal("sync = none", "sync = batch").sync());
        assertEquals(new SyncPolicy(100_000_000), journal("sync = none", "sync = 100ms").sync());
    }

    @Test
    void theFilesOfAJournal() {
        for (RollPeriod period : List.of(RollPeriod.DAILY, RollPeriod.HOURLY, RollPeriod.TEN_MINUTELY,
                RollPeriod.MINUTELY)) {
            assertEquals(period, journal("roll = hourly", "roll = " + period).roll());
        }
        assertEquals(0, journal("reserve = 64MiB", "reserve = 0").reserveBytes());
        assertEquals(3L << 30, journal("reserve = 64MiB", "reserve = 3GiB").reserveBytes());
        assertEquals(new RetentionConfig(0, 100L << 30),
                journal("max-age = 7d", "max-age = off").retention());
        assertEquals(new RetentionConfig(5_400_000_000_000L, 0),
                journal("max-age = 7d, max-size = 100GiB", "max-age = 1.5h, max-size = off").retention());
        assertEquals(RetentionConfig.OFF,
                journal("retention { max-age = 7d, max-size = 100GiB }", "").retention());
        assertEquals("7d, 100GiB", journal("", "").retention().toString());
        assertEquals("off", RetentionConfig.OFF.toString());
    }

    private static JournalConfig journal(String from, String to) {
        return ConfigLoader.parse(SampleConfig.with(from, to), "x").journal();
    }

    @Test
    void readsEveryLevelOfTheWitness() {
        for (WitnessLevel level : WitnessLevel.values()) {
            final String word = level.name().toLowerCase(Locale.ROOT);
            assertEquals(level,
                    ConfigLoader.parse(SampleConfig.with("witness = own", "witness = " + word), "x").workers()
                            .getFirst().witness());
        }
    }

    @Test
    void moreSocketsThanAWorkerTakesAreRefused() {
        final List<SocketConfig> sockets = IntStream.rangeClosed(0, WorkerConfig.MAX_SOCKETS)
                .mapToObj(
                        i -> new SocketConfig("s" + i, "", "", false, null, null, null, null, 1 + i, 8 << 20))
                .toList();
        final ReceiverConfig config = new ReceiverConfig(LimitsConfig.DEFAULT, JournalConfig.DEFAULT,
                HousekeepingConfig.DEFAULT, List.of(new WorkerConfig("w", 1, EngineKind.EPOLL, 64, 2048,
                        false, new BusyPollConfig(50, false, 0), WitnessLevel.OFF, false, sockets)));
        assertEquals(List
                .of("rxpath.workers[0].sockets is a list of 1025: a list of 1 to 1024 sockets is wanted."),
                config.findings().stream().map(Finding::toString).toList());
    }

    @Test
    void readsIpv6AndChannelsAsWritten() {
        final ReceiverConfig config = ConfigLoader.parse(
                """
                        rxpath.workers = [ { name = w, engine = interrupt, sockets = [ { name = s, port = 5000, device = eth1
                          channel = 0310, group = "ff3e::8000:1", source = "2001:db8::1", bind = "::" } ] } ]
                        """,
                "x");
        final SocketConfig socket = config.workers().getFirst().sockets().getFirst();
        assertEquals("0310", socket.channel());
        assertEquals(InetAddress.ofLiteral("ff3e::8000:1"), socket.group());
        assertEquals(InetAddress.ofLiteral("2001:db8::1"), socket.source());
    }

    @Test
    void theCommentedExampleIsSound() {
        final Path example = Path.of(System.getProperty("rxpath.root"), "conf", "rxpath.conf");
        assertEquals("md1", ConfigLoader.load(example).workers().getFirst().name());
    }

    @Test
    void everyKeyOfTheReaderStandsInTheCommentedExample() throws IOException {
        final String example = Files
                .readString(Path.of(System.getProperty("rxpath.root"), "conf", "rxpath.conf"));
        for (String line : SampleConfig.TEXT.lines().filter(line -> line.contains("=")).toList()) {
            final String key = line.strip().replaceFirst("^\\S+ \\{ ", "").replaceFirst(" =.*", "");
            assertTrue(example.contains(key + " ="), () -> "conf/rxpath.conf does not explain " + key);
        }
    }

    @Test
    void reportsAllFindingsInTheOrderOfTheFile() {
        final String text = SampleConfig.TEXT.replace("batch = 64", "batch = 65")
                .replace("port = 9000", "prot = 9000").replace("fast-hit = 50us", "fast-hit = 50");
        final List<Finding> findings = SampleConfig.findings(text);
        assertEquals(
                List.of("rxpath.limits.fast-hit", "rxpath.workers[0].batch",
                        "rxpath.workers[1].sockets[0].port", "rxpath.workers[1].sockets[0].prot"),
                findings.stream().map(Finding::path).sorted().toList());
        assertEquals(findings.stream().map(Finding::line).sorted().toList(),
                findings.stream().map(Finding::line).toList());
        final ConfigException wrong = assertThrows(ConfigException.class,
                () -> ConfigLoader.parse(text, "my.conf"));
        assertEquals(4, wrong.getMessage().lines().count());
        assertTrue(
                wrong.getMessage()
                        .startsWith("my.conf:4: rxpath.limits.fast-hit is 50: a time with its unit "),
                wrong.getMessage());
    }

    @Test
    void configurationsBuiltInCodeKeepTheSameRules() {
        final ReceiverConfig config = new ReceiverConfig(LimitsConfig.DEFAULT, JournalConfig.DEFAULT,
                HousekeepingConfig.DEFAULT, List.of(new WorkerConfig("w", 0, EngineKind.BLOCKING, 0, 2048,
                        false, BusyPollConfig.OFF, WitnessLevel.OFF, false, List.of())));
        assertEquals(List.of("rxpath.workers[0].sockets is an empty list: one socket or more is wanted.",
                "rxpath.workers[0].batch is 0: a number of datagrams from 1 to 64 is wanted.",
                "rxpath.workers[0].busy-poll.window is missing or 0: for the blocking engine a time from 1us"
                        + " to 15000us, longer than the usual gap between packets, is wanted.")
                .stream().sorted().toList(),
                config.findings().stream().map(Finding::toString).sorted().toList());
    }

    @Test
    void filesThatCannotBeReadAreOneSentence(@TempDir Path folder) throws IOException {
        assertOneSentence(folder.resolve("none.conf"), "there is no such file");
        assertOneSentence(folder, "this is a folder");
        assertOneSentence(Files.write(folder.resolve("bytes"), new byte[]{(byte) 0xff, (byte) 0xfe, 0}),
                "not UTF-8");
        assertOneSentence(Files.write(folder.resolve("long"), new byte[2 << 20]), "longer than 1 MiB");
        assertOneSentence(Files.writeString(folder.resolve("empty"), ""), "rxpath is missing");
    }

    private static void assertOneSentence(Path file, String fragment) {
        final ConfigException wrong = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
        assertEquals(1, wrong.findings().size(), wrong.getMessage());
        assertTrue(wrong.getMessage().startsWith(file + ":"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(fragment), wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rxpath {|1|not HOCON", "rxpath { a = }|1|not HOCON",
        "include \"other\"|0|includes other", "include url(\"https://example.org/\")|0|includes https",
        "include file(\"/etc/passwd\")|0|includes /etc/passwd", "rxpath { x = ${nowhere} }|1|not HOCON",
        "[1]|1|not HOCON", "rxpath = 5|1|a block in braces"})
    void textsThatAreNoConfigurationAreOneSentence(String text, int line, String fragment) {
        final List<Finding> findings = SampleConfig.findings(text);
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(line, findings.getFirst().line(), findings::toString);
        assertTrue(findings.getFirst().problem().contains(fragment), findings::toString);
        assertEquals(1, findings.getFirst().toString().lines().count());
    }

    @Test
    void nestingWithoutEndIsRefused() {
        final List<Finding> findings = SampleConfig.findings("a=" + "[".repeat(200_000));
        assertEquals(1, findings.size());
    }

    @ParameterizedTest
    @CsvSource({"wndow,window", "windwo,window", "WINDOW,window", "steal_floor,steal-floor",
        "steel-floor,steal-floor", "fasthit,fast-hit", "prot,port", "grup,group",
        "recieve-buffer,receive-buffer", "socket,sockets"})
    void suggestsTheNearestName(String found, String near) {
        assertEquals(near, NearestName.of(found, List.of("window", "prefer", "steal-floor", "fast-hit",
                "port", "group", "source", "receive-buffer", "sockets", "name")).orElse("nothing"));
    }

    @Test
    void suggestsNothingFarOff() {
        assertTrue(NearestName.of("latency", List.of("window", "prefer", "budget")).isEmpty());
        assertTrue(NearestName.of("x".repeat(1_000_000), List.of("window")).isEmpty());
    }
}
