package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.config.ConfigException;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.poller.EngineKind;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class RunOptionsTest {
    @Command(name = "run")
    private static final class Holder {
        @Mixin
        private RunOptions options;
    }

    private static ReceiverConfig config(String commandLine) {
        final Holder holder = new Holder();
        new CommandLine(holder).parseArgs(commandLine.split(" "));
        return holder.options.toConfig();
    }

    @Test
    void whatIsUnwiseIsSaidOfTheOption() {
        final Holder holder = new Holder();
        new CommandLine(holder).parseArgs("--bind", "127.0.0.1:9000", "--receive-buffer", "64KiB");
        final String warning = holder.options.checked().warnings().getFirst().toString();
        assertTrue(warning.startsWith("--receive-buffer is 64KiB, less than one batch"), warning);
    }

    @Test
    void joinsAtOnce() {
        final ReceiverConfig config = config(
                "--join 224.0.31.64:14340 --device eth1 --cpu 3 --busy-poll 200us"
                        + " --source 198.51.100.7 --journal out --receive-buffer 1MiB");
        final WorkerConfig worker = config.workers().getFirst();
        assertEquals(3, worker.cpu());
        assertEquals(EngineKind.BLOCKING, worker.engine());
        assertEquals(200, worker.busyPoll().windowUsecs());
        final SocketConfig socket = worker.sockets().getFirst();
        assertEquals(InetAddress.ofLiteral("224.0.31.64"), socket.group());
        assertEquals(InetAddress.ofLiteral("198.51.100.7"), socket.source());
        assertEquals(14340, socket.port());
        assertEquals("eth1", socket.device());
        assertEquals(1 << 20, socket.receiveBufferBytes());
        assertTrue(config.journal().enabled());
        assertEquals(Path.of("out"), config.journal().directory());
    }

    @Test
    void writesNoJournalAndPinsNothingUnasked() {
        final ReceiverConfig config = config("--bind [::1]:9000");
        assertFalse(config.journal().enabled());
        assertEquals(WorkerConfig.NOT_PINNED, config.workers().getFirst().cpu());
        assertEquals(50, config.workers().getFirst().busyPoll().windowUsecs());
        assertEquals(InetAddress.ofLiteral("::1"),
                config.workers().getFirst().sockets().getFirst().bindAddress());
        assertNull(config.workers().getFirst().sockets().getFirst().group());
    }

    @Test
    void windowZeroIsTheInterruptEngine() {
        assertEquals(EngineKind.INTERRUPT,
                config("--bind 0.0.0.0:9000 --busy-poll 0").workers().getFirst().engine());
    }

    @Test
    void readsAFile() {
        final Path file = Path.of(System.getProperty("rxpath.root"), "conf", "rxpath.conf");
        assertEquals("md1", config("--config " + file).workers().getFirst().name());
        assertThrows(ConfigException.class, () -> config("--config /no/such/file"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--cpu 1|nothing says what to receive",
        "--join 224.0.31.64:14340|--device is missing: the network device that carries the group 224.0.31.64",
        "--join 192.0.2.1:14340 --device lo|--join is 192.0.2.1: a multicast address",
        "--join 224.0.31.64 --device lo|no address and port",
        "--join feed:14340 --device lo|no IP address in digits",
        "--join 224.0.31.64:0 --device lo|the port is 0: a UDP port from 1 to 65535",
        "--join 224.0.31.64:99999 --device lo|the port is 99999",
        "--join 224.0.31.64:14340 --device lo --busy-poll 50|'50' is not a time with its unit",
        "--join 224.0.31.64:14340 --device lo --busy-poll 1500ns|no whole number of microseconds",
        "--join 224.0.31.64:14340 --device lo --busy-poll 1s|--busy-poll is 1000000us",
        "--join 224.0.31.64:14340 --device lo --cpu -3|--cpu is -3", "--bind 0.0.0.0:1 --cpu one|--cpu",
        "--join 224.0.31.64:14340 --device lo --bind 0.0.0.0:1|one port",
        "--join 224.0.31.64:14340 --device lo --bind 192.0.2.1:14340|--bind is 192.0.2.1",
        "--join 224.0.31.64:14340 --device lo --source 224.0.0.1|--source is 224.0.0.1",
        "--bind 0.0.0.0:1 --receive-buffer 1KiB|--receive-buffer is 1KiB",
        "--config x --cpu 1|--cpu stands beside --config",
        "--config x --join 224.0.0.1:1|--join stands beside --config"})
    void refusesInOptions(String commandLine, String fragment) {
        final ParameterException wrong = assertThrows(ParameterException.class, () -> config(commandLine));
        assertTrue(wrong.getMessage().contains(fragment), wrong.getMessage());
        assertFalse(wrong.getMessage().contains("rxpath.workers"), wrong.getMessage());
    }
}
