package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.perf.LatestPassings;
import io.rxpath.linux.perf.TracepointRing;
import io.rxpath.linux.tracing.Tracefs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Over real rings, with system calls in place of what they stand for: getpid for an expiry, getppid for the beginning of a
 * softirq, getuid for an empty poll of ours. A test can make those in any order.
 */
class TimerSoftirqsTest {
    private static final String EXPIRY = "id == 39";
    private static final String SOFTIRQ = "id == 110";
    private static final String POLL = "id == 102";
    private static final int KEPT_OF_A_PAGE = 255;

    private final Clocks clocks = Clocks.create();
    private final ClockRelation relation = new ClockRelation(clocks);
    private TracepointRing expiryRing;
    private TracepointRing softirqRing;
    private LatestPassings polls;
    private TimerSoftirqs timers;

    @BeforeEach
    void open() {
        try {
            int event = Tracefs.onOwnThread(tracefs -> tracefs.eventId("raw_syscalls", "sys_enter"));
            expiryRing = TracepointRing.ofThisThread(event, EXPIRY, false, 1);
            softirqRing = TracepointRing.ofThisThread(event, SOFTIRQ, false, 1);
            polls = LatestPassings.ofThread(Libc.gettid(), event, POLL, 1);
            timers = new TimerSoftirqs(new TimeCursor(expiryRing), new TimeCursor(softirqRing), polls);
        } catch (LinuxException refused) {
            Assumptions.abort("no tracepoint can be recorded: " + refused.getMessage());
        }
    }

    @AfterEach
    void close() {
        if (timers != null) {
            expiryRing.close();
            softirqRing.close();
            polls.close();
        }
    }

    private long now() {
        return relation.realtimeNs(clocks.monotonicNs());
    }

    private static void expiry() {
        Libc.getpid();
    }

    private static void softirq() {
        Libc.syscall(110, 0, 0, 0, 0, 0);
    }

    private static void poll() {
        Libc.syscall(102, 0, 0, 0, 0, 0);
    }

    @Test
    void theSoftirqAfterTheExpiryIsTheTimersAndNoLaterOne() {
        softirq();
        long before = now();
        expiry();
        softirq();
        long delivery = now();
        long secondOfIt = now();
        softirq();
        long later = now();
        assertFalse(timers.raised(before, relation));
        assertTrue(timers.raised(delivery, relation));
        assertTrue(timers.raised(secondOfIt, relation),
                "all that one softirq delivers comes by the same way");
        assertFalse(timers.raised(later, relation));
    }

    @Test
    void anExpiryWhileWeHeldTheNapiRaisedNothing() {
        softirq();
        expiry();
        poll();
        softirq();
        assertFalse(timers.raised(now(), relation));
    }

    @Test
    void whatIsForgottenStillAnswersForTheNewest() {
        expiry();
        softirq();
        long delivery = now();
        timers.forget(now() + 1_000_000, relation);
        assertTrue(timers.raised(delivery, relation));
    }

    @Test
    void afterALossNothingIsTheTimersUntilOneIsSeenAgain() {
        for (int i = 0; i < 2 * KEPT_OF_A_PAGE; i++) {
            expiry();
            softirq();
        }
        assertFalse(timers.raised(now(), relation));
        timers.forget(now(), relation);
        softirq();
        expiry();
        softirq();
        assertTrue(timers.raised(now(), relation));
    }
}
