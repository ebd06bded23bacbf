package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.tracing.Tracefs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The recorder on this machine's kernel. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TraceRecorderTest {
    private static final int PACKETS = 200;
    private static final int BYTES = 100;
    private static final int HEADERS = 20 + 8;
    private static final int IPV4 = 0x0800;
    private static final int SYS_RECVFROM = 45;
    private static final int BUSY_POLL_BUDGET = 8;
    private static final int INTERRUPTIBLE = 1;
    private static final long ROOM = 16 << 20;

    @TempDir
    private Path folder;

    @Test
    void whatTheKernelDidForEachPacketIsThere() throws Exception {
        TestLink.run(link -> {
            Clocks clocks = Clocks.create();
            try (TraceRecorder recorder = open(); UdpSocket socket = link.receiver()) {
                assertEquals(1, receiveOne(link, socket));
                long beforeNs = clocks.monotonicNs();
                recorder.start(Libc.gettid(), List.of("no-such", TestLink.DEVICE), ROOM);
                Future<Integer> sent = link.send(PACKETS, BYTES, 500);
                assertEquals(PACKETS, TestLink.receive(socket, PACKETS));
                sent.get();
                Trace trace = recorder.stop();
                long afterNs = clocks.monotonicNs();

                assertEquals(0, trace.overrun());
                assertEquals(Libc.gettid(), trace.watchedTid());
                assertEquals(List.of("no-such", TestLink.DEVICE), trace.devices());
                for (int i = 0; i < trace.size(); i++) {
                    assertTrue(trace.timeNs(i) >= (i == 0 ? beforeNs : trace.timeNs(i - 1)));
                    assertTrue(trace.timeNs(i) <= afterNs);
                }
                eachPacketIsTakenAndReceivedOnce(trace);
                callsPairUp(trace);
                sleepsShow(trace);
                theClocksAgree(trace, clocks);
                Map<TraceEvent, Integer> counts = count(trace);
                assertTrue(counts.get(TraceEvent.NAPI_POLL) > 0, counts::toString);
                assertEquals(counts.get(TraceEvent.SOFTIRQ_ENTRY), counts.get(TraceEvent.SOFTIRQ_EXIT), 8,
                        counts::toString);
                // Every poll of this device is a softirq's here: nobody busy-polls.
                for (int i = 0; i < trace.size(); i++) {
                    if (trace.kind(i) == TraceEvent.NAPI_POLL || trace.kind(i) == TraceEvent.GRO_RECEIVE) {
                        assertTrue((trace.flags(i) & Trace.SOFTIRQ) != 0);
                        assertEquals(1, trace.device(i));
                    }
                }
                assertFalse(trace.ksoftirqd().isEmpty());
                assertTrue(trace.ksoftirqd().stream().allMatch(trace::isKsoftirqd));
                assertFalse(trace.isKsoftirqd(Libc.gettid()));
            }
        });
    }

    private static void eachPacketIsTakenAndReceivedOnce(Trace trace) {
        Map<Long, Integer> open = new HashMap<>();
        int taken = 0;
        int received = 0;
        for (int i = 0; i < trace.size(); i++) {
            if (trace.kind(i) == TraceEvent.GRO_RECEIVE && trace.b(i) == IPV4) {
                assertEquals(HEADERS + BYTES, trace.a(i));
                assertEquals(null, open.put(trace.address(i), i), "taken twice");
                taken++;
            } else if (trace.kind(i) == TraceEvent.NETIF_RECEIVE && open.remove(trace.address(i)) != null) {
                assertEquals(HEADERS + BYTES, trace.a(i));
                received++;
            }
        }
        assertEquals(PACKETS, taken);
        assertEquals(PACKETS, received);
    }

    private static void callsPairUp(Trace trace) {
        int calls = 0;
        int entered = -1;
        for (int i = 0; i < trace.size(); i++) {
            if (trace.kind(i) == TraceEvent.SYSCALL_ENTER) {
                assertEquals(-1, entered, "entered twice");
                entered = trace.a(i);
                assertEquals(trace.watchedTid(), trace.pid(i));
            } else if (trace.kind(i) == TraceEvent.SYSCALL_EXIT && entered >= 0) {
                assertEquals(entered, trace.a(i));
                if (entered == SYS_RECVFROM) {
                    assertEquals(BYTES, trace.address(i));
                    calls++;
                }
                entered = -1;
            }
        }
        assertEquals(PACKETS, calls);
    }

    private static void sleepsShow(Trace trace) {
        int sleeps = 0;
        int woken = 0;
        boolean asleep = false;
        for (int i = 0; i < trace.size(); i++) {
            switch (trace.kind(i)) {
                case SWITCH_OUT -> {
                    assertEquals(trace.watchedTid(), trace.pid(i));
                    asleep = trace.a(i) == INTERRUPTIBLE;
                    sleeps += asleep ? 1 : 0;
                }
                case WAKEUP -> {
                    woken += asleep ? 1 : 0;
                    asleep = false;
                }
                default -> {
                }
            }
        }
        // Where others keep it from its CPU, it finds several packets after one sleep.
        assertTrue(sleeps > PACKETS / 10, "slept " + sleeps + " times");
        assertTrue(Math.abs(sleeps - woken) <= 3, sleeps + " sleeps and " + woken + " wake-ups");
        Map<TraceEvent, Integer> counts = count(trace);
        int outs = counts.get(TraceEvent.PERF_SWITCH_OUT);
        assertEquals(counts.get(TraceEvent.SWITCH_OUT), outs, 1, counts::toString);
        assertEquals(outs, counts.get(TraceEvent.PERF_SWITCH_IN), 1, counts::toString);
        int ins = counts.getOrDefault(TraceEvent.SWITCH_IN, 0);
        assertEquals(counts.get(TraceEvent.PERF_SWITCH_IN) - trace.switchInsMissing(), ins, 1,
                counts::toString);
    }

    private static void theClocksAgree(Trace trace, Clocks clocks) {
        assertTrue(trace.clockBoundNs() < 1_000_000, () -> "bound " + trace.clockBoundNs());
        ClockPair now = ClockPair.read(clocks);
        // The wall clock may be slewed by 500 ppm since the stop, which is less than the time it took to decode.
        assertEquals(now.realtimeNs(), trace.toRealtimeNs(now.monotonicNs()),
                trace.clockBoundNs() + now.boundNs() + 1e6);
        assertEquals(trace.stop().realtimeNs(), trace.toRealtimeNs(trace.stop().monotonicNs()));
    }

    @Test
    void aBusyPollIsTheThreadsOwnAndEmptyOnesShow() throws Exception {
        TestLink.run(link -> {
            try (TraceRecorder recorder = open(); UdpSocket socket = link.receiver()) {
                socket.busyPollUsecs(2_000);
                // The socket learns its NAPI from its first packet.
                assertEquals(1, receiveOne(link, socket));
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), 4 * ROOM);
                Future<Integer> sent = link.send(20, BYTES, 500);
                assertEquals(20, TestLink.receive(socket, 20));
                sent.get();
                Trace trace = recorder.stop();
                int empty = 0;
                for (int i = 0; i < trace.size(); i++) {
                    if (trace.kind(i) == TraceEvent.NAPI_POLL && (trace.flags(i) & Trace.SOFTIRQ) == 0) {
                        assertEquals(trace.watchedTid(), trace.pid(i));
                        assertTrue((trace.flags(i) & Trace.BH_OFF) != 0);
                        assertEquals(BUSY_POLL_BUDGET, trace.b(i));
                        empty += trace.a(i) == 0 ? 1 : 0;
                    }
                }
                assertTrue(empty > 20, "empty polls: " + empty);
            }
        });
    }

    @Test
    void aRecordingIsKeptAndFollowedByAnother() throws Exception {
        TestLink.run(link -> {
            try (TraceRecorder recorder = open(); UdpSocket socket = link.receiver()) {
                assertThrows(IllegalStateException.class, recorder::stop);
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM);
                assertThrows(IllegalStateException.class,
                        () -> recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM));
                assertEquals(1, receiveOne(link, socket));
                Path keep = folder.resolve("kept here");
                Trace first = recorder.stop(keep);
                Trace again = TraceDecoder.decode(keep);
                assertEquals(first.size(), again.size());
                for (int i = 0; i < first.size(); i++) {
                    assertEquals(first.timeNs(i), again.timeNs(i));
                    assertEquals(first.kind(i), again.kind(i));
                }
                TraceException refused = assertThrows(TraceException.class,
                        () -> recorder.start(0x3fff_ffff, List.of(TestLink.DEVICE), ROOM));
                assertTrue(refused.getMessage().contains("no thread 1073741823"), refused.getMessage());
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM);
                Trace second = recorder.stop();
                assertEquals(0, count(second).getOrDefault(TraceEvent.GRO_RECEIVE, 0));
                assertTrue(second.size() == 0 || second.timeNs(0) > first.timeNs(first.size() - 1));
            }
            assertTrue(Files.exists(folder.resolve("kept here")));
        });
    }

    @Test
    void whatFindsNoRoomIsCounted() throws Exception {
        TestLink.run(link -> {
            try (TraceRecorder recorder = open(); UdpSocket socket = link.receiver()) {
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), 8 << 10, 8 << 10);
                Future<Integer> sent = link.send(PACKETS, BYTES, 200);
                assertEquals(PACKETS, TestLink.receive(socket, PACKETS));
                sent.get();
                Trace trace = recorder.stop();
                assertTrue(trace.overrun() > PACKETS, () -> "lost " + trace.overrun());
                assertTrue(trace.size() > 0);
            }
        });
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        TestLink.run(link -> {
            int mountsBefore = mounts();
            long pid;
            try (TraceRecorder recorder = open()) {
                pid = recorder.pid();
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM);
                assertTrue(instances().contains("rxpath-" + pid));
                assertEquals(mountsBefore, mounts());
            }
            assertFalse(instances().contains("rxpath-" + pid));
            assertTrue(ProcessHandle.of(pid).isEmpty());
            try (TraceRecorder recorder = open()) {
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM);
                pid = recorder.pid();
                ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
                process.destroy();
                process.onExit().get(20, TimeUnit.SECONDS);
                assertThrows(TraceException.class, recorder::stop);
            }
            assertFalse(instances().contains("rxpath-" + pid), "after SIGTERM");
        });
    }

    @Test
    void theNextOneCleansUpAfterAKilledOne() throws Exception {
        TestLink.run(link -> {
            String killed;
            try (TraceRecorder recorder = open()) {
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM);
                killed = "rxpath-" + recorder.pid();
                ProcessHandle.of(recorder.pid()).orElseThrow().destroyForcibly();
                TraceException dead = assertThrows(TraceException.class, recorder::stop);
                assertTrue(dead.getMessage().contains("exit code 137"), dead.getMessage());
            }
            assertTrue(instances().contains(killed));
            // Its buffers are gone and nothing is recorded any more.
            Tracefs.onOwnThread(tracefs -> {
                Path left = tracefs.root().resolve("instances").resolve(killed);
                try {
                    assertEquals("0", Files.readString(left.resolve("tracing_on")).strip());
                    long kib = Long.parseLong(Files.readString(left.resolve("buffer_total_size_kb")).strip());
                    assertTrue(kib < ROOM >> 10, () -> kib + " KiB");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return null;
            });
            try (TraceRecorder recorder = open(); TraceRecorder beside = open()) {
                List<String> now = instances();
                assertFalse(now.contains(killed));
                assertTrue(now.contains("rxpath-" + recorder.pid()) && now.contains("rxpath-" + beside.pid()),
                        "the second must not take the first for a dead one");
            }
        });
    }

    @Test
    void itEndsWithAParentThatIsKilled() throws Exception {
        TestLink.run(link -> {
            List<String> line = new ArrayList<>(RecorderCommand.likeThisProcess(List.of(), 60).line());
            int main = line.indexOf(TraceRecorderMain.class.getName());
            line.subList(main, line.size()).clear();
            line.add(ParentToKill.class.getName());
            Process parent = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try {
                long pid = Long.parseLong(parent.inputReader().readLine());
                ProcessHandle recorder = ProcessHandle.of(pid).orElseThrow();
                parent.destroyForcibly().waitFor();
                recorder.onExit().get(20, TimeUnit.SECONDS);
                assertFalse(instances().contains("rxpath-" + pid));
            } finally {
                parent.destroyForcibly();
            }
        });
    }

    @Test
    void itEndsAfterItsTime() throws Exception {
        TestLink.run(link -> {
            try (TraceRecorder recorder = TraceRecorder.open(RecorderCommand.likeThisProcess(List.of(), 3))) {
                recorder.start(Libc.gettid(), List.of(TestLink.DEVICE), ROOM);
                ProcessHandle.of(recorder.pid()).ifPresent(it -> it.onExit().join());
                TraceException ended = assertThrows(TraceException.class, recorder::stop);
                assertTrue(ended.getMessage().contains("exit code 3")
                        && ended.getMessage().contains("after 3 s"), ended.getMessage());
                assertFalse(instances().contains("rxpath-" + recorder.pid()));
            }
        });
    }

    @Test
    void whoMayNotTraceIsToldWhy() throws Exception {
        List<String> prefix = List.of("unshare", "-Ur", "--");
        assumeTrue(succeeds("unshare", "-Ur", "--", "true"),
                "unshare -Ur is refused to this user here, and with it a user without rights");
        assumeTrue(!Files.isReadable(Path.of("/sys/kernel/tracing/events/header_page")),
                "tracefs is mounted here for this user");
        TraceException refused = assertThrows(TraceException.class,
                () -> TraceRecorder.open(RecorderCommand.likeThisProcess(prefix, 30)));
        assertTrue(refused.getMessage().startsWith("no trace of the kernel: ")
                && refused.getMessage().contains("root"), refused.getMessage());
        TraceException absent = assertThrows(TraceException.class, () -> TraceRecorder
                .open(RecorderCommand.likeThisProcess(List.of(folder + "/no-such-program"), 30)));
        assertTrue(absent.getMessage().contains("could not be started"), absent.getMessage());
    }

    @Test
    void whatCannotBeRecordedIsRefused() {
        List<String> device = List.of("eth0");
        assertThrows(IllegalArgumentException.class, () -> new TraceRequest(0, device, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TraceRequest(1, List.of(), 1, 1));
        assertThrows(IllegalArgumentException.class,
                () -> new TraceRequest(1, List.of("a\" || name != \"b"), 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new TraceRequest(1, device, 0, 1));
        TraceRequest request = new TraceRequest(7, List.of("eth0", "v-1.2"), 1024, 64);
        assertEquals(request, TraceRequest.parse(request.toString()));
    }

    private static int receiveOne(TestLink link, UdpSocket socket) throws Exception {
        Future<Integer> sent = link.send(1, BYTES, 0);
        int received = TestLink.receive(socket, 1);
        sent.get();
        return received;
    }

    static Map<TraceEvent, Integer> count(Trace trace) {
        Map<TraceEvent, Integer> counts = new EnumMap<>(TraceEvent.class);
        for (int i = 0; i < trace.size(); i++) {
            counts.merge(trace.kind(i), 1, Integer::sum);
        }
        return counts;
    }

    private static List<String> instances() {
        return Tracefs.onOwnThread(tracefs -> {
            try (Stream<Path> files = Files.list(tracefs.root().resolve("instances"))) {
                return files.map(it -> it.getFileName().toString()).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Mounts of a trace file system that this process sees. */
    private static int mounts() throws IOException {
        return (int) Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .filter(it -> it.contains("tracefs")).count();
    }

    private static boolean succeeds(String... command) throws Exception {
        try {
            return Namespaces.initialUserNamespace() && new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static TraceRecorder open() {
        return TraceRecorder.open(RecorderCommand.likeThisProcess(List.of(), 80));
    }
}
