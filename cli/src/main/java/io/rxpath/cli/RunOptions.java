package io.rxpath.cli;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.CheckedConfig;
import io.rxpath.config.ConfigLoader;
import io.rxpath.config.Finding;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a receiver is told on the command line: a configuration file, or one socket at once. */
final class RunOptions {
    private static final String SOCKET = "rxpath.workers[0].sockets[0].";
    private static final Map<String, String> OPTIONS = Map.of("rxpath.workers[0].cpu", "--cpu",
            "rxpath.workers[0].busy-poll.window", "--busy-poll", SOCKET + "group", "--join", SOCKET + "port",
            "the port", SOCKET + "device", "--device", SOCKET + "source", "--source", SOCKET + "bind",
            "--bind", SOCKET + "receive-buffer", "--receive-buffer");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Receive as this configuration says; conf/rxpath.conf explains each key.")
    private Path config;

    @Option(names = "--join", paramLabel = "GROUP:PORT", converter = Endpoint.Converter.class, description = "Join this multicast group (IPv6: [GROUP]:PORT); needs --device.")
    private Endpoint join;

    @Option(names = "--bind", paramLabel = "ADDRESS:PORT", converter = Endpoint.Converter.class, description = "Receive at this local address; alone for unicast.")
    private Endpoint bind;

    @Option(names = "--device", paramLabel = "DEVICE", description = "The network device that carries the feed.")
    private String device;

    @Option(names = "--source", paramLabel = "ADDRESS", converter = AddressConverter.class, description = "The only sender wanted of the group.")
    private InetAddress source;

    @Option(names = "--cpu", paramLabel = "N", description = "Pin the poll thread to this CPU. Default: not pinned.")
    private Integer cpu;

    @Option(names = "--busy-poll", paramLabel = "TIME", converter = WindowConverter.class, description = "Busy-poll window, longer than the usual gap between packets, for example 50us (the default); 0: interrupt-driven.")
    private Integer windowUsecs;

    @Option(names = "--receive-buffer", paramLabel = "SIZE", converter = SizeConverter.class, description = "The socket's receive buffer. Default: 8MiB.")
    private Integer receiveBufferBytes;

    @Option(names = "--journal", paramLabel = "DIR", description = "Write a record per packet into this folder. Default: none.")
    private Path journal;

    /**
     * The configuration that the options say.
     *
     * @throws ParameterException where options contradict each other or one is missing or out of range
     * @throws io.rxpath.config.ConfigException where the file of {@code --config} is wrong
     */
    ReceiverConfig toConfig() {
        return checked().config();
    }

    /** As {@link #toConfig()}, with what is unwise in it. */
    CheckedConfig checked() {
        if (config != null) {
            refuseBesideConfig();
            return ConfigLoader.check(config);
        }
        if (join == null && bind == null) {
            throw wrong(
                    "nothing says what to receive: --config FILE, --join GROUP:PORT or --bind ADDRESS:PORT is wanted");
        }
        if (join != null && bind != null && join.port() != bind.port()) {
            throw wrong("--join has port " + join.port() + " and --bind has port " + bind.port()
                    + ": one socket has one port, give both the same");
        }
        final ReceiverConfig receiver = receiver();
        final List<Finding> findings = receiver.findings();
        if (!findings.isEmpty()) {
            throw wrong(inOptions(findings.getFirst()));
        }
        return new CheckedConfig(receiver, receiver.warnings().stream()
                .map(it -> new Finding(it.file(), it.line(), it.path(), inOptions(it))).toList());
    }

    private ReceiverConfig receiver() {
        final int window = windowUsecs == null ? 50 : windowUsecs;
        final var socket = new SocketConfig("s0", "", "", false, device, bind == null ? null : bind.address(),
                join == null ? null : join.address(), source, join == null ? bind.port() : join.port(),
                receiveBufferBytes == null ? SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES : receiveBufferBytes);
        final var worker = new WorkerConfig("w0", cpu == null ? WorkerConfig.NOT_PINNED : cpu,
                window == 0 ? EngineKind.INTERRUPT : EngineKind.BLOCKING, WorkerConfig.DEFAULT_BATCH,
                WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, false, new BusyPollConfig(window, false, 0),
                WitnessLevel.OFF, false, List.of(socket));
        final JournalConfig fallback = JournalConfig.DEFAULT;
        return new ReceiverConfig(
                LimitsConfig.DEFAULT, new JournalConfig(journal != null,
                        journal == null ? fallback.directory() : journal, fallback.ringRecords()),
                HousekeepingConfig.DEFAULT, List.of(worker));
    }

    private void refuseBesideConfig() {
        for (String name : List.of("--join", "--bind", "--device", "--source", "--cpu", "--busy-poll",
                "--receive-buffer", "--journal")) {
            final OptionSpec option = spec.findOption(name);
            if (option.getValue() != null) {
                throw wrong(name + " stands beside --config: the file says it all, so leave one of them out");
            }
        }
    }

    /** The rules speak of the keys of a file; here they are options. */
    private static String inOptions(Finding finding) {
        final String option = OPTIONS.get(finding.path());
        return option == null
                ? finding.problem()
                : option + finding.problem().substring(finding.path().length());
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
