package io.rxpath.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.rxpath.JvmFlags;
import io.rxpath.bench.BenchException;
import io.rxpath.bench.Contender;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Receiving;
import io.rxpath.bench.Seat;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.UdpSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A setting is put back whatever happens; on an ordinary file, and on the host's where that is allowed. */
@Timeout(60)
class HostSettingTest {
    private static final int WINDOW_USECS = 70;
    private static final Seat SEAT = new Seat(new InetSocketAddress("239.77.0.1", 14_310), "lo", 0, 0, 0, 0);

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void writeSetting() throws IOException {
        file = Files.writeString(folder.resolve("busy_read"), "50\n");
    }

    private HostSetting setting() {
        return new HostSetting("net.core.busy_read", file, List.of());
    }

    /** Reads the setting when it is opened; refuses, or receives nothing. */
    private final class Looking implements Contender {
        private final Optional<String> refusal;
        private final Receiving receiving;
        private String seen = "";

        Looking(Optional<String> refusal, Receiving receiving) {
            this.refusal = refusal;
            this.receiving = receiving;
        }

        @Override
        public String name() {
            return "looking";
        }

        @Override
        public Receiving open(Seat seat) {
            try {
                seen = Files.readString(file).strip();
            } catch (IOException gone) {
                seen = gone.toString();
            }
            if (refusal.isPresent()) {
                throw new BenchException(refusal.get(), null);
            }
            return receiving;
        }
    }

    private static final class Nothing implements Receiving {
        private boolean closed;

        @Override
        public long received() {
            return 0;
        }

        @Override
        public Reading stop() {
            LatencyHistogram none = LatencyHistogram.EMPTY;
            return new Reading(none, none, none, new Reading.Counts(0, 0, 0, 0), new Reading.Cpu(0, 0, 0, 0),
                    OptionalLong.empty(), Optional.empty());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void itIsInForceWhileTheChannelIsOpenedAndPutBackThen() throws IOException {
        Looking channel = new Looking(Optional.empty(), new Nothing());
        Receiving opened = new BusyReadContender("jdk-busy-read", WINDOW_USECS).open(SEAT, setting(),
                channel);
        assertEquals("70", channel.seen);
        assertEquals("50", Files.readString(file).strip());
        assertEquals(Optional.empty(), opened.stop().notInForce());
    }

    @Test
    void itIsPutBackWhereTheChannelIsRefused() throws IOException {
        Looking channel = new Looking(Optional.of("no such device"), new Nothing());
        BenchException refused = assertThrows(BenchException.class,
                () -> new BusyReadContender("jdk-busy-read", WINDOW_USECS).open(SEAT, setting(), channel));
        assertEquals("no such device", refused.getMessage());
        assertEquals("70", channel.seen);
        assertEquals("50", Files.readString(file).strip());
    }

    @Test
    void whereItIsRefusedTheTurnDoesNotCount() throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
        Looking channel = new Looking(Optional.empty(), new Nothing());
        try (Receiving opened = new BusyReadContender("jdk-busy-read", WINDOW_USECS).open(SEAT, setting(),
                channel)) {
            String why = opened.stop().notInForce().orElseThrow();
            assertTrue(why.contains("setter of net.core.busy_read") && why.contains("root"), why);
        }
    }

    @Test
    void whatCannotBePutBackIsSaid() throws IOException {
        Nothing receiving = new Nothing();
        Contender spoiling = new Contender() {
            @Override
            public String name() {
                return "spoiling";
            }

            @Override
            public Receiving open(Seat seat) {
                try {
                    Files.delete(file);
                    Files.createDirectory(file);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return receiving;
            }
        };
        BenchException kept = assertThrows(BenchException.class,
                () -> new BusyReadContender("jdk-busy-read", WINDOW_USECS).open(SEAT, setting(), spoiling));
        assertTrue(kept.getMessage().startsWith(
                "net.core.busy_read could not be put back to 50: write that to " + file + " yourself"),
                kept.getMessage());
        assertTrue(receiving.closed);
    }

    @Test
    void itIsPutBackWhenTheProgramIsEnded() throws Exception {
        for (boolean forcibly : new boolean[]{false, true}) {
            List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
            line.addAll(JvmFlags.required(false));
            line.addAll(List.of("-cp", System.getProperty("java.class.path"), SettingToKill.class.getName(),
                    file.toString()));
            Process program = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try {
                assertEquals("70", program.inputReader().readLine());
                List<ProcessHandle> setters = program.descendants().toList();
                assertFalse(setters.isEmpty());
                if (forcibly) {
                    program.destroyForcibly();
                } else {
                    program.destroy();
                }
                for (ProcessHandle setter : setters) {
                    setter.onExit().get(20, TimeUnit.SECONDS);
                }
                assertEquals("50", Files.readString(file).strip());
            } finally {
                program.destroyForcibly();
            }
        }
    }

    @Test
    void socketsOfThatMomentBusyPollOnTheHost() throws Exception {
        Assumptions.assumeTrue(Boolean.getBoolean("rxpath.host"),
                "net.core.busy_read is the whole host's: give -Drxpath.host=true to have it changed for a moment");
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "only root may change net.core.busy_read");
        // In a namespace of its own, as a turn is: the setting is not shown there.
        FutureTask<int[]> task = new FutureTask<>(() -> {
            Namespaces.unshareNetwork();
            assertFalse(Files.exists(Path.of("/proc/sys/net/core/busy_read")));
            HostSetting.Change change = HostSetting.netCore("busy_read").to(WINDOW_USECS);
            int during;
            try {
                during = window();
            } finally {
                change.close();
            }
            return new int[]{during, window()};
        });
        int before = window();
        new Thread(task, "namespace").start();
        int[] windows = task.get();
        assertEquals(WINDOW_USECS, windows[0]);
        assertEquals(before, windows[1]);
    }

    private static int window() {
        try (UdpSocket socket = UdpSocket.open(false)) {
            return socket.busyPollUsecs();
        }
    }
}
