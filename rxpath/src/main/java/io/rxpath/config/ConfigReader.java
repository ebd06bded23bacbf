package io.rxpath.config;

import com.typesafe.config.ConfigObject;
import io.rxpath.feed.Framing;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** From the tree of the file to the records. Types, units and keys are checked here, values by {@link ConfigRules}. */
final class ConfigReader {
    private static final String ENGINES = "blocking, spinning, epoll or interrupt";
    private static final String WITNESSES = "off, own or full";

    private ConfigReader() {
    }

    /** Reads {@code root}; the result is to be used only where the findings stay empty. */
    static ReceiverConfig read(ConfigObject root, Findings findings) {
        final Section file = new Section("", root, findings);
        final Optional<Section> block = file.section("rxpath");
        if (block.isEmpty() && findings.sound("rxpath")) {
            findings.add("rxpath", "is missing: a block rxpath { ... } that holds everything is wanted");
        }
        file.refuseUnknown();
        return block.map(ConfigReader::receiver).orElse(null);
    }

    private static ReceiverConfig receiver(Section section) {
        final var limits = section.section("limits").map(ConfigReader::limits).orElse(LimitsConfig.DEFAULT);
        final var journal = section.section("journal").map(JournalReading::read)
                .orElse(JournalConfig.DEFAULT);
        final var housekeeping = section.section("housekeeping").map(ConfigReader::housekeeping)
                .orElse(HousekeepingConfig.DEFAULT);
        final var start = section.section("start").map(ConfigReader::start).orElse(StartConfig.DEFAULT);
        final List<WorkerConfig> workers = section.sections("workers", "a list of one worker or more")
                .stream().map(ConfigReader::worker).toList();
        section.refuseUnknown();
        return new ReceiverConfig(limits, journal, housekeeping, start, workers);
    }

    private static LimitsConfig limits(Section section) {
        final LimitsConfig fallback = LimitsConfig.DEFAULT;
        final var limits = new LimitsConfig(section.timeNs("steal-floor", fallback.stealFloorNs()),
                section.timeNs("fast-hit", fallback.fastHitNs()),
                section.number("low-yield-packets-per-ms", fallback.lowYieldPacketsPerMs()));
        section.refuseUnknown();
        return limits;
    }

    private static HousekeepingConfig housekeeping(Section section) {
        final var housekeeping = new HousekeepingConfig(section.integer("cpu", WorkerConfig.NOT_PINNED));
        section.refuseUnknown();
        return housekeeping;
    }

    private static StartConfig start(Section section) {
        final var start = new StartConfig(section.timeOrOffNs("rehearse", StartConfig.DEFAULT.rehearseNs()));
        section.refuseUnknown();
        return start;
    }

    private static WorkerConfig worker(Section section) {
        final var worker = new WorkerConfig(section.requiredText("name", "a name of the worker"),
                section.integer("cpu", WorkerConfig.NOT_PINNED), engine(section),
                section.integer("batch", WorkerConfig.DEFAULT_BATCH),
                section.sizeBytes("max-payload", WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES),
                section.flag("source-port", false),
                section.section("busy-poll").map(ConfigReader::busyPoll).orElse(BusyPollConfig.OFF),
                witness(section), section.flag("stop-on-handler-error", false),
                section.sections("sockets", "a list of one socket or more").stream().map(ConfigReader::socket)
                        .toList());
        section.refuseUnknown();
        return worker;
    }

    private static EngineKind engine(Section section) {
        return switch (section.text("engine", "blocking").toLowerCase(Locale.ROOT)) {
            case "blocking" -> EngineKind.BLOCKING;
            case "spinning" -> EngineKind.SPINNING;
            case "epoll" -> EngineKind.EPOLL;
            case "interrupt" -> EngineKind.INTERRUPT;
            default -> section.refuse("engine", ENGINES, EngineKind.BLOCKING);
        };
    }

    private static WitnessLevel witness(Section section) {
        return switch (section.text("witness", "off").toLowerCase(Locale.ROOT)) {
            case "off" -> WitnessLevel.OFF;
            case "own" -> WitnessLevel.OWN;
            case "full" -> WitnessLevel.FULL;
            default -> section.refuse("witness", WITNESSES, WitnessLevel.OFF);
        };
    }

    private static BusyPollConfig busyPoll(Section section) {
        final BusyPollConfig fallback = BusyPollConfig.OFF;
        final var busyPoll = new BusyPollConfig(section.timeUsecs("window", fallback.windowUsecs()),
                section.flag("prefer", fallback.prefer()), section.integer("budget", fallback.budget()));
        section.refuseUnknown();
        return busyPoll;
    }

    private static Framing framing(Section section) {
        return Framing.ofWord(section.text("framing", Framing.NONE.word()).toLowerCase(Locale.ROOT))
                .orElseGet(() -> section.refuse("framing", Framing.words(), Framing.NONE));
    }

    private static SocketConfig socket(Section section) {
        final var socket = new SocketConfig(section.requiredText("name", "a name of the socket"),
                section.text("venue", ""), section.text("channel", ""), framing(section),
                section.text("line", ""), section.flag("critical", false), section.text("device", null),
                section.address("bind"), section.address("group"), section.address("source"),
                section.requiredInteger("port", "a UDP port from 1 to 65535"),
                section.sizeBytes("receive-buffer", SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES));
        section.refuseUnknown();
        return socket;
    }
}
