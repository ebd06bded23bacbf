package io.rxpath.lab.soak;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.Histogram;

import io.rxpath.JournalStatus;
import io.rxpath.Receiver;
import io.rxpath.WorkerStatus;

/**
 * Looks at a running receiver from a thread of its own: how far the journal thread is behind, every 5 ms; memory and the
 * journal thread's CPU time, every second.
 */
final class SoakSampler implements AutoCloseable {
    private static final long LAG_NS = 5_000_000;
    private static final long MEMORY_NS = 1_000_000_000;
    private static final String JOURNAL_THREAD = "rxpath-journal";

    private final Receiver receiver;
    private final WorkerStatus worker;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Histogram lag = new Histogram(1L << 25, 3);
    private final List<MemorySample> memory = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "rxpath-soak-sampler");
    private final long startNs = System.nanoTime();
    private final long collectionsBefore = collections();
    private final long collectionMsBefore = collectionMs();
    private final long journalThread;
    private volatile boolean running = true;
    private volatile long lagNow;
    private long journalCpuNs = -1;
    private long endNs;

    /** Starts to look at a receiver that has been started and has a journal. */
    SoakSampler(Receiver receiver) {
        this.receiver = receiver;
        worker = receiver.workers().getFirst();
        journalThread = threadId();
        thread.setDaemon(true);
        thread.start();
    }

    private long threadId() {
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals(JOURNAL_THREAD)) {
                return info.getThreadId();
            }
        }
        return -1;
    }

    private void run() {
        long memoryDueNs = startNs;
        while (running) {
            JournalStatus journal = journal();
            // What comes between the two readings makes it look more, never less.
            long published = worker.eventsPublished();
            lagNow = Math.max(0, published - journal.recordsWritten() - journal.recordsLost());
            lag.recordValue(Math.min(lagNow, lag.getHighestTrackableValue()));
            long nowNs = System.nanoTime();
            if (nowNs - memoryDueNs >= 0) {
                memoryDueNs += MEMORY_NS;
                look(nowNs);
            }
            LockSupport.parkNanos(LAG_NS);
        }
    }

    private JournalStatus journal() {
        return receiver.journal().orElseThrow();
    }

    private void look(long nowNs) {
        memory.add(ProcessMemory.sample((nowNs - startNs) / 1e9, journal().directory()));
        long cpuNs = journalThread < 0 ? -1 : threads.getThreadCpuTime(journalThread);
        if (cpuNs >= 0) {
            journalCpuNs = cpuNs;
            endNs = nowNs;
        }
    }

    /** How many records the journal thread was behind at the last look. */
    long lagNow() {
        return lagNow;
    }

    /** Looks a last time and ends; before the receiver is stopped. Repeating it does nothing. */
    void finish() {
        if (!running) {
            return;
        }
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        look(System.nanoTime());
    }

    @Override
    public void close() {
        finish();
    }

    /** What was seen; after {@link #finish}. */
    SoakLoad load() {
        return new SoakLoad(lag.getValueAtPercentile(50), lag.getValueAtPercentile(99), lag.getMaxValue(),
                journalCpuNs < 0 ? -1 : journalCpuNs / (double) (endNs - startNs),
                collections() - collectionsBefore, collectionMs() - collectionMsBefore, List.copyOf(memory));
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    private static long collectionMs() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }
}
