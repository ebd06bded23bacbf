package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** A thread that waits in a receive call holds nobody up: a critical call would. */
class SafepointTest {
    private static final long WAIT_NS = 2_000_000_000;

    @Test
    void aCollectionDoesNotWaitForAReceiveCall() throws Exception {
        try (Loopback loopback = new Loopback(false); MessageVector in = new MessageVector(1, 64)) {
            loopback.receiver.receiveTimeoutNs(WAIT_NS);
            AtomicInteger tid = new AtomicInteger();
            AtomicLong returned = new AtomicLong();
            FutureTask<Void> receiving = TestThread.start(() -> {
                tid.set(Libc.gettid());
                int result = in.receive(loopback.receiver.fd(), 1, 0);
                returned.set(System.nanoTime());
                assertEquals(-Errno.EAGAIN.number(), result);
            });
            BlockedThread.await(tid);
            long start = System.nanoTime();
            System.gc();
            long collected = System.nanoTime();
            TestThread.join(receiving);
            long collecting = collected - start;
            long waiting = returned.get() - start;
            assertTrue(2 * collecting < waiting,
                    "the collection took " + collecting + " ns while the call waited for " + waiting);
        }
    }
}
