package io.rxpath;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.linux.netlink.NetdevFamily;

/** Reads beside the poll threads what they must not: the state of the NAPIs that feed their sockets. */
final class HousekeepingThread {
    private static final long UNSETTLED_NS = 1_000_000;
    private static final long SETTLED_NS = 50_000_000;
    private static final long RETRY_NS = 1_000_000_000;

    private final List<Worker> workers;
    private final int cpu;
    private final Thread thread = new Thread(this::run, "rxpath-housekeeping");
    private volatile boolean running = true;
    private volatile String failure;

    HousekeepingThread(List<Worker> workers, int cpu) {
        this.workers = workers;
        this.cpu = cpu;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        HelperCpu.pin(cpu);
        while (running) {
            try (NetdevFamily netdev = NetdevFamily.open()) {
                watch(netdev);
            } catch (RuntimeException refused) {
                // What was read before is no evidence any more: every call is UNCHECKED until it can be read again.
                workers.forEach(Worker::forgetNapis);
                failure = refused.getMessage();
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    private void watch(NetdevFamily netdev) {
        while (running) {
            boolean settled = true;
            for (Worker worker : workers) {
                settled &= worker.watchNapis(netdev);
            }
            failure = null;
            LockSupport.parkNanos(settled ? SETTLED_NS : UNSETTLED_NS);
        }
    }

    /** Why the NAPIs are not watched; empty while they are. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    void close() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
