package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.perf.TracepointRing;
import io.rxpath.linux.tracing.Tracefs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The claims of a witness over a real ring. In place of deliveries it records a system call that the test makes when it
 * likes: a real feed cannot overrun a ring at will.
 */
class KernelWitnessTest {
    private static final int NAPI = 7;
    /** Room for 255 records. */
    private static final int PAGES = 1;
    private static final int GETPID = 39;

    private final Clocks clocks = Clocks.create();
    private final ClockRelation relation = new ClockRelation(clocks);
    private KernelWitness witness;

    @BeforeEach
    void open() {
        try {
            int event = Tracefs.onOwnThread(tracefs -> tracefs.eventId("raw_syscalls", "sys_enter"));
            TracepointRing ring = TracepointRing.ofThisThread(event, "id == " + GETPID, false, PAGES);
            witness = new KernelWitness(
                    WitnessLevel.OWN, NAPI, Libc.gettid(), new WitnessRings(new TracepointRing[]{ring},
                            new TracepointRing[0], new TracepointRing[0], new TracepointRing[0], null),
                    new boolean[0]);
        } catch (LinuxException refused) {
            Assumptions.abort("no tracepoint can be recorded: " + refused.getMessage());
        }
        update();
    }

    @AfterEach
    void close() {
        if (witness != null) {
            witness.close();
        }
    }

    private void update() {
        relation.refresh();
        witness.update(relation, new OffCpuIntervals(), clocks.realtimeNs());
    }

    /** Whether one of several deliveries claims its stamp: a thread that loses its CPU in between stamps too late. */
    private boolean anyDelivered(int tries) {
        for (int i = 0; i < tries; i++) {
            deliver(1);
            long stamp = clocks.realtimeNs();
            update();
            if (takerOf(stamp) == Taker.SELF) {
                return true;
            }
        }
        return false;
    }

    private void deliver(int packets) {
        for (int i = 0; i < packets; i++) {
            Libc.getpid();
        }
    }

    private Taker takerOf(long stampNs) {
        return witness.takerOf(stampNs, relation);
    }

    @Test
    void aRecordClaimsTheStampAfterItAndOnlyOne() {
        deliver(1);
        long stamp = clocks.realtimeNs();
        update();
        assertEquals(Taker.SELF, takerOf(stamp));
        assertTrue(witness.takenNs() <= stamp + relation.boundNs() && witness.takenNs() > stamp - 50_000);
        assertEquals(Taker.OTHER, takerOf(stamp + 1));
        assertEquals(0, witness.takenNs());
    }

    @Test
    void aPacketThatCameEarlyClaimsAfterThoseStampedBeforeIt() {
        deliver(2);
        long stamp = clocks.realtimeNs();
        update();
        assertEquals(Taker.UNKNOWN, witness.takerOfEarly(stamp, relation));
        assertEquals(Taker.SELF, takerOf(stamp - 1), "stamped before it, received after it");
        assertEquals(Taker.OTHER, takerOf(stamp + 1), "both records have their packets");
        assertEquals(Taker.OTHER, witness.takerOfEarly(stamp + 2, relation), "no record is left");
    }

    @Test
    void aRecordThatNoStampFollowsSoonIsSomebodyElses() {
        deliver(1);
        long late = clocks.realtimeNs() + KernelWitness.SPAN_NS;
        update();
        assertEquals(Taker.OTHER, takerOf(late));
        assertEquals(1, witness.unclaimed());
    }

    @Test
    void whatAFullRingLostIsNotWitnessed() {
        deliver(600);
        long stamp = clocks.realtimeNs();
        update();
        assertEquals(1, witness.overruns());
        assertEquals(Taker.UNKNOWN, takerOf(stamp), "it may be one of those whose records are lost");
        assertTrue(anyDelivered(100), "there is room again");
        assertEquals(1, witness.overruns());
    }

    @Test
    void nothingOfBeforeTheRingsWereCompleteIsWitnessed() {
        long before = clocks.realtimeNs() - 1_000_000;
        assertEquals(Taker.UNKNOWN, takerOf(before));
        deliver(1);
        long stamp = clocks.realtimeNs();
        update();
        witness.restart(clocks.realtimeNs());
        assertEquals(Taker.UNKNOWN, takerOf(stamp), "the clock was set");
    }

    @Test
    void itIsBelievedOnceItsRecordsFindTheirPackets() {
        assertFalse(witness.isTrusted());
        for (int i = 0; i < 1_000 && !witness.isTrusted(); i++) {
            anyDelivered(1);
        }
        assertTrue(witness.isTrusted(), witness.describe());
    }
}
