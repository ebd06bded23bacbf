package io.rxpath;

import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** Sends a rehearsal's datagrams from a thread of its own, a moment later, so that they meet a thread that waits. */
final class DelayedSender implements AutoCloseable {
    private static final long DELAY_NS = 50_000;

    private final RehearsalSender sender;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "rxpath-rehearsal-sender");
    private volatile InetSocketAddress destination;
    private volatile RuntimeException failure;

    /** Starts it; {@code sender} is its own from now on. */
    DelayedSender(RehearsalSender sender) {
        this.sender = sender;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            wanted.acquireUninterruptibly();
            while (destination != null) {
                LockSupport.parkNanos(DELAY_NS);
                sender.send(destination, 1);
                wanted.acquireUninterruptibly();
            }
        } catch (RuntimeException refused) {
            failure = refused;
        }
    }

    /** Lets one datagram follow soon. */
    void send(InetSocketAddress to) {
        if (failure != null) {
            throw failure;
        }
        destination = to;
        wanted.release();
    }

    /** Ends its thread and closes the sender. */
    @Override
    public void close() {
        destination = null;
        wanted.release();
        ThreadEnd.await(thread);
        sender.close();
    }
}
