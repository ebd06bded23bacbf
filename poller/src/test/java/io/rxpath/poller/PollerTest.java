package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.ThreadMXBean;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.netlink.NetdevFamily;
import io.rxpath.poller.BatchSink.Outcome;
import io.rxpath.poller.PollCounters.Counter;
import org.junit.jupiter.api.Test;

/** A poller on the real kernel, over loopback: which has no NAPI, so that nothing can be armed there. */
class PollerTest {
    private final PollCounters counters = new PollCounters();
    private final ThreadRecord thread = ThreadRecord.create();
    private final PollWindows windows = thread.windows();
    private final OffCpuIntervals intervals = thread.intervals();
    private final Clocks clocks = Clocks.create();
    private final KernelWitnesses noRecords = new KernelWitnesses(WitnessLevel.OFF, (level, napiId, tid) -> {
        throw new AssertionError("nothing is to be opened");
    });
    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    private Poller poller(UdpSocket socket, PollEngine engine, BatchSink sink) {
        ClockRelation relation = new ClockRelation(clocks);
        return poller(engine, SwitchWitnesses.ofThisThread(relation), relation, sink);
    }

    private Poller poller(PollEngine engine, SwitchWitness witness, ClockRelation relation, BatchSink sink) {
        return new Poller(engine, new PacketBatch[]{new PacketBatch(64, 128)}, thread, witness, noRecords,
                clocks, relation, counters, 50_000, false, sink);
    }

    private UdpSocket socket() {
        UdpSocket socket = UdpSocket.open(false);
        socket.receiveStamps();
        socket.bind(new InetSocketAddress(loopback, 0));
        return socket;
    }

    private void send(UdpSocket to, int... lengths) throws Exception {
        try (DatagramSocket sender = new DatagramSocket()) {
            for (int length : lengths) {
                sender.send(new DatagramPacket(new byte[length], length, to.localAddress()));
            }
        }
    }

    @Test
    void everyDatagramComesOnceWithItsStampAndFlags() throws Exception {
        UdpSocket socket = socket();
        List<String> seen = new ArrayList<>();
        try (Poller poller = poller(socket, new InterruptEngine(socket, new NapiWatch(socket)), batch -> {
            for (int i = 0; i < batch.count(); i++) {
                seen.add(batch.length(i) + (batch.messageFlags(i) == MessageVector.MSG_TRUNC ? " cut" : "")
                        + (batch.isFirstOfSocket(i) ? " first" : ""));
                long stamp = batch.softwareStampNs(i);
                assertTrue(stamp > 0 && stamp <= windows.exitNs(batch.call()), "stamp " + stamp);
            }
            return Outcome.FALLBACK;
        })) {
            send(socket, 20, 0, 200, 128);
            while (counters.get(Counter.PACKETS) < 4) {
                poller.doWork();
            }
            assertEquals(List.of("20 first", "0", "128 cut", "128"), seen);
            assertEquals(0, counters.get(Counter.OPPORTUNITIES), "nothing was armed");
        }
    }

    @Test
    void aClockThatIsSetEndsWhatWasKnownBefore() throws Exception {
        UdpSocket socket = socket();
        AtomicLong stepNs = new AtomicLong();
        Clocks stepping = Clocks.stepping(stepNs::get);
        ClockRelation relation = new ClockRelation(stepping);
        try (Poller poller = new Poller(new InterruptEngine(socket, new NapiWatch(socket)),
                new PacketBatch[]{new PacketBatch(64, 128)}, thread, SwitchWitnesses.ofThisThread(relation),
                noRecords, stepping, relation, counters, 50_000, false, batch -> Outcome.FALLBACK)) {
            send(socket, 1);
            poller.doWork();
            assertEquals(0, windows.validFromNs());
            poller.doWork(); // times out, and the clocks are looked at
            send(socket, 1);
            stepNs.set(3_000_000_000L); // seen at once
            poller.doWork();
            assertEquals(1, counters.get(Counter.CLOCK_STEPS));
            assertTrue(windows.validFromNs() > clocks.realtimeNs() + 2_000_000_000L);
            assertEquals(PollWindows.FORGOTTEN, windows.newestEnteredBy(clocks.realtimeNs()));
            assertEquals(0, intervals.newestInNs());
        }
    }

    @Test
    void whoWasBusyForLongTakesTheQueueInOneCall() throws Exception {
        UdpSocket socket = socket();
        // By a clock that is behind each packet comes after its call began: no call seems to find a queue.
        Clocks behind = Clocks.stepping(() -> -1_000_000_000L);
        ClockRelation relation = new ClockRelation(behind);
        AtomicLong busyNs = new AtomicLong();
        try (Poller poller = new Poller(new InterruptEngine(socket, new NapiWatch(socket)),
                new PacketBatch[]{new PacketBatch(64, 128)}, thread, SwitchWitnesses.ofThisThread(relation),
                noRecords, behind, relation, counters, 50_000, true, batch -> {
                    long untilNs = System.nanoTime() + busyNs.get();
                    while (System.nanoTime() < untilNs) {
                        Thread.onSpinWait();
                    }
                    return Outcome.FALLBACK;
                })) {
            int alone = 0;
            for (int i = 0; i < 20; i++) { // a loaded machine may make any handler take long
                send(socket, 1, 1);
                alone += poller.doWork() == 1 && poller.doWork() == 1 ? 1 : 0;
                while (counters.get(Counter.PACKETS) < 2 * i + 2) {
                    poller.doWork();
                }
            }
            assertTrue(alone > 0, "each by itself");
            busyNs.set(200_000);
            send(socket, 1, 1, 1, 1);
            assertEquals(4, poller.doWork() + poller.doWork());
        }
    }

    @Test
    void anIdleTurnEnds() {
        UdpSocket socket = socket();
        try (Poller poller = poller(socket, new InterruptEngine(socket, new NapiWatch(socket)),
                batch -> Outcome.FALLBACK)) {
            assertEquals(0, poller.doWork());
            assertEquals(1, counters.get(Counter.TURNS));
            assertTrue(counters.get(Counter.SLEEPS) >= 1, "the switch witness saw the thread sleep");
            boolean slept = false;
            for (long i = 0; i < intervals.count(); i++) {
                slept |= !intervals.isPreempted(i) && intervals.outNs(i) >= windows.enterNs(0)
                        && intervals.inNs(i) <= windows.exitNs(0);
            }
            assertTrue(slept, "inside the call");
        }
    }

    @Test
    void withoutPerfASleepIsKnownButNotWhenItWas() {
        UdpSocket socket = socket();
        try (Poller poller = poller(new InterruptEngine(socket, new NapiWatch(socket)),
                SwitchWitnesses.withoutPerf("this test says so"), new ClockRelation(clocks),
                batch -> Outcome.FALLBACK)) {
            poller.doWork();
            assertEquals(1, counters.get(Counter.UNTIMED_SWITCHES));
            assertTrue(windows.hasUntimedSwitch(0));
            assertEquals(0, intervals.count());
        }
    }

    @Test
    void loopbackIsNeverArmed() throws Exception {
        UdpSocket socket = socket();
        NapiWatch watch = new NapiWatch(socket);
        BlockingEngine engine = new BlockingEngine(socket, 50, watch);
        try (NetdevFamily netdev = NetdevFamily.open();
                Poller poller = poller(socket, engine, batch -> Outcome.FALLBACK)) {
            assertFalse(watch.update(netdev), "before the first packet a missing id says nothing");
            send(socket, 1);
            while (counters.get(Counter.PACKETS) < 1) {
                poller.doWork();
            }
            assertEquals(Arming.UNCHECKED, engine.arming());
            assertTrue(watch.update(netdev));
            assertEquals(Arming.NOT_ARMED, engine.arming());
            watch.forget();
            assertEquals(Arming.UNCHECKED, engine.arming(), "nothing is known that can no longer be read");
        }
    }

    @Test
    void aTurnAllocatesNothing() throws Exception {
        UdpSocket socket = socket();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Poller poller = poller(socket, new InterruptEngine(socket, new NapiWatch(socket)),
                batch -> Outcome.FALLBACK); DatagramSocket sender = new DatagramSocket()) {
            DatagramPacket packet = new DatagramPacket(new byte[64], 64, socket.localAddress());
            long allocated = -1;
            // The first turns allocate while the code is compiled: that must end, not never have been.
            for (int round = 0; round < 100 && allocated != 0; round++) {
                allocated = 0;
                for (int i = 0; i < 1_000; i++) {
                    sender.send(packet);
                    long before = threads.getCurrentThreadAllocatedBytes();
                    poller.doWork();
                    allocated += threads.getCurrentThreadAllocatedBytes() - before;
                }
            }
            assertEquals(0, allocated);
        }
    }
}
