package io.rxpath.linux.perf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.PrivateNetwork;
import io.rxpath.linux.proc.ProcFile;
import io.rxpath.linux.tracing.EventFormat;
import io.rxpath.linux.tracing.Tracefs;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real packets to a thread that busy-polls: each is one record, of the thread that polled or of a softirq. */
class BusyPollRecordsTest {
    private static final int PACKETS = 3_000;
    private static final int BUSY_POLL_BUDGET = 8;
    private static final int SOFTIRQ_BUDGET = 64;

    private static int groEntry;
    private static EventFormat napiPoll;

    @BeforeAll
    static void everythingIsThere() {
        assumeTrue(Libc.geteuid() == 0, "needs root: network namespaces and every processor's tracepoints");
        try {
            Tracefs.onOwnThread(tracefs -> {
                groEntry = tracefs.eventId("net", "napi_gro_receive_entry");
                napiPoll = tracefs.format("napi", "napi_poll");
                return null;
            });
            TracepointRing.ofCpu(groEntry, 0, null, true, 1).close();
        } catch (LinuxException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void asManyRecordsAsPacketsThatThisThreadPolledItself() {
        PrivateNetwork.run(() -> {
            try (PolledWire wire = new PolledWire()) {
                wire.receive(10);
                String ofNapi = "napi_id == " + wire.napiId;
                try (CpuRings all = new CpuRings(groEntry, ofNapi, false);
                        CpuRings softirq = new CpuRings(groEntry, ofNapi + " && (common_flags & 16)", false);
                        TracepointRing own = TracepointRing.ofThisThread(groEntry,
                                ofNapi + " && !(common_flags & 16)", false, 64);
                        TracepointRing otherNapi = TracepointRing.ofThisThread(groEntry,
                                "napi_id == " + (wire.napiId + 1), false, 1)) {
                    long busy = -busyPolled();
                    wire.receive(PACKETS);
                    busy += busyPolled();
                    long mine = 0;
                    while (own.next()) {
                        mine++;
                    }
                    long total = all.drain(ring -> {
                    });
                    long others = softirq.drain(ring -> {
                    });
                    String figures = mine + " own and " + others + " softirq of " + total + ", " + busy
                            + " by the kernel's count of busy-polled packets";
                    assertEquals(PACKETS, total, figures);
                    assertEquals(total, mine + others, figures);
                    assertTrue(mine >= busy && mine > 0, figures);
                    assertEquals(0, own.lostNow() + all.lostNow() + softirq.lostNow());
                    assertTrue(!otherNapi.next(), "the filter lets only its NAPI through");
                }
            }
        });
    }

    @Test
    void eachPollTellsItsWorkAndBudget() {
        PrivateNetwork.run(() -> {
            String filter = "dev_name == \"" + PolledWire.DEVICE + "\" && work > 0";
            try (PolledWire wire = new PolledWire();
                    CpuRings polls = new CpuRings(napiPoll.id(), filter, true)) {
                wire.receive(PACKETS);
                int work = napiPoll.offset("work");
                int budget = napiPoll.offset("budget");
                int flags = napiPoll.offset("common_flags");
                AtomicLong packets = new AtomicLong();
                Set<Integer> own = new TreeSet<>();
                Set<Integer> softirq = new TreeSet<>();
                polls.drain(ring -> {
                    packets.addAndGet(ring.rawInt(work));
                    ((ring.rawByte(flags) & 16) != 0 ? softirq : own).add(ring.rawInt(budget));
                });
                assertTrue(packets.get() >= PACKETS, packets + " packets");
                assertEquals(0, polls.lostNow());
                // On a busy machine a run may leave next to nothing to the poll.
                assertTrue(Set.of(BUSY_POLL_BUDGET).containsAll(own), own.toString());
                assertTrue(Set.of(SOFTIRQ_BUDGET).containsAll(softirq), softirq.toString());
            }
        });
    }

    /** The kernel's own count for this network namespace; it leaves out the last poll of a spin. */
    private static long busyPolled() throws Exception {
        List<String> lines = ProcFile.read(Path.of("/proc/thread-self/net/netstat")).lines()
                .filter(line -> line.startsWith("TcpExt:")).toList();
        int column = Arrays.asList(lines.get(0).split(" ")).indexOf("BusyPollRxPackets");
        return Long.parseLong(lines.get(1).split(" ")[column]);
    }
}
