package io.rxpath;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.rxpath.config.ConfigException;
import io.rxpath.config.Finding;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.UdpSocket;
import io.rxpath.telemetry.journal.EventPublisher;

/**
 * A receiver: opened from a configuration, then either {@linkplain #start started}, with a pinned thread for each
 * worker, or {@linkplain #doWork driven} by a loop of the caller; stopped and closed. The feed handlers are called on
 * the poll threads.
 *
 * <p>Nothing slow happens on those threads: the journal is written, and the state of the NAPIs read, by two threads of
 * the receiver's own. Threads that {@link #open} and {@link #start} create inherit the CPU mask and the network
 * namespace of the caller; the poll threads then pin themselves.
 *
 * <p>Open, start, stop and close belong to one thread; the status may be read by any.
 */
public final class Receiver implements AutoCloseable {
    private static final long START_BOUND_MS = 10_000;

    private final ReceiverConfig config;
    private final long runId;
    private final List<Worker> workers;
    private final Optional<JournalThread> journal;
    private final HousekeepingThread housekeeping;
    private final String rehearsal;
    private final List<PollThread> threads = new ArrayList<>();
    private boolean helpersRunning;
    private boolean attached;
    private boolean turning;
    private boolean closed;

    private Receiver(ReceiverConfig config, long runId, List<Worker> workers, Optional<JournalThread> journal,
            String rehearsal) {
        this.config = config;
        this.runId = runId;
        this.workers = workers;
        this.journal = journal;
        this.rehearsal = rehearsal;
        this.housekeeping = new HousekeepingThread(workers, config.housekeeping().cpu());
    }

    /**
     * Rehearses, then opens the sockets and the journal. Packets queue in the sockets from now on. The rehearsal takes up
     * to {@link io.rxpath.config.StartConfig#rehearseNs} and a little more; it is done here and not at the start, when
     * packets would wait for it, and not in the first {@link #doWork}, where the caller's loop would.
     *
     * @param config what to receive and how
     * @param handlers gives each worker its feed handler
     * @throws ConfigException where the configuration breaks its own rules
     * @throws io.rxpath.linux.LinuxException where the kernel refuses a socket or an option
     */
    public static Receiver open(ReceiverConfig config, Function<WorkerConfig, FeedHandler> handlers) {
        return open(config, handlers, Clocks::create);
    }

    /**
     * Opens a receiver whose poll threads read other clocks than the host's, to see what a clock that is set does.
     *
     * @param clocks called on each poll thread once
     */
    public static Receiver open(ReceiverConfig config, Function<WorkerConfig, FeedHandler> handlers,
            Supplier<Clocks> clocks) {
        return open(config, handlers, clocks, SocketSetup::open);
    }

    /** As the other, with another way to open the sockets of the rehearsal. */
    static Receiver open(ReceiverConfig config, Function<WorkerConfig, FeedHandler> handlers,
            Supplier<Clocks> clocks, Function<SocketConfig, UdpSocket> rehearsalSockets) {
        List<Finding> findings = config.findings();
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
        JvmFlags.check(config.journal().enabled());
        requireCpus(config);
        // Before the sockets are open: packets would queue in them meanwhile.
        String rehearsal = new Rehearsal(config, rehearsalSockets).run();
        long runId = new SecureRandom().nextLong() & Long.MAX_VALUE;
        Optional<JournalThread> journal = config.journal().enabled()
                ? Optional.of(new JournalThread(config, runId))
                : Optional.empty();
        List<Worker> workers = new ArrayList<>();
        try {
            for (int i = 0; i < config.workers().size(); i++) {
                WorkerConfig worker = config.workers().get(i);
                int index = i;
                EventPublisher publisher = journal.map(j -> j.publisher(index)).orElse(null);
                workers.add(new Worker(runId, i, worker, config.limits(), handlers.apply(worker), publisher,
                        clocks));
            }
            journal.ifPresent(JournalThread::open);
        } catch (RuntimeException refused) {
            workers.forEach(Worker::detach);
            throw refused;
        }
        return new Receiver(config, runId, List.copyOf(workers), journal, rehearsal);
    }

    /** Refuses here, with nothing open, what a thread would refuse when it is too late. */
    private static void requireCpus(ReceiverConfig config) {
        IntStream
                .concat(config.workers().stream().mapToInt(WorkerConfig::cpu),
                        IntStream.of(config.housekeeping().cpu()))
                .filter(cpu -> cpu >= 0).forEach(CpuAffinity::requireUsable);
    }

    /** Opens a receiver whose workers share one feed handler; with several workers it must be thread-safe. */
    public static Receiver open(ReceiverConfig config, FeedHandler handler) {
        return open(config, worker -> handler);
    }

    /**
     * Starts a thread for each worker and returns when all of them are about to make their first receive call.
     *
     * @throws RuntimeException where a thread cannot be pinned; the receiver is then stopped
     */
    public void start() {
        requireFresh();
        startHelpers();
        for (Worker worker : workers) {
            threads.add(new PollThread(worker));
        }
        try {
            for (PollThread thread : threads) {
                thread.start();
            }
            for (PollThread thread : threads) {
                thread.awaitReady(START_BOUND_MS);
            }
        } catch (RuntimeException refused) {
            stop();
            throw refused;
        }
    }

    /**
     * Makes one turn of the only worker on the calling thread, for a caller that owns the loop. Always call it from the
     * same thread: the first call makes that thread the poll thread and pins it where the configuration says so. A turn
     * without packets takes as long as the engine waits, at most some 45 ms.
     *
     * @return datagrams handed over
     */
    public int doWork() {
        if (!attached) {
            requireFresh();
            if (workers.size() != 1) {
                throw new IllegalStateException("a driven receiver has one worker, this has " + workers.size()
                        + ": open a receiver for each loop, or use start()");
            }
            startHelpers();
            workers.getFirst().attach(false);
            attached = true;
        }
        turning = true;
        try {
            return workers.getFirst().doWork();
        } finally {
            turning = false;
        }
    }

    private void requireFresh() {
        if (closed || helpersRunning) {
            throw new IllegalStateException("the receiver has been " + (closed ? "closed" : "started")
                    + " already: open another one");
        }
    }

    private void startHelpers() {
        helpersRunning = true;
        housekeeping.start();
        journal.ifPresent(JournalThread::start);
    }

    /**
     * Ends receiving: each poll thread within 50 ms where it has a CPU to run on, then the journal with all it was
     * handed. Called by a feed handler it only asks its threads to end after the batch: whoever opened the receiver
     * still closes it. A driven receiver is stopped by the thread that drives it, between two turns. Repeating it does
     * nothing.
     */
    public void stop() {
        threads.forEach(PollThread::requestStop);
        if (closed || threads.stream().anyMatch(PollThread::isCurrent)) {
            return;
        }
        if (turning) {
            throw new IllegalStateException(
                    "a driven receiver is stopped between two turns, not by its handler");
        }
        closed = true;
        threads.forEach(PollThread::awaitEnd);
        housekeeping.close();
        workers.forEach(Worker::detach);
        journal.ifPresent(JournalThread::close);
    }

    @Override
    public void close() {
        stop();
    }

    /** The first part of every packet's id: different for each receiver opened. */
    public long runId() {
        return runId;
    }

    /** The configuration it was opened from. */
    public ReceiverConfig config() {
        return config;
    }

    /** The live figures of each worker, in the order of the configuration. */
    public List<WorkerStatus> workers() {
        return workers.stream().map(Worker::status).toList();
    }

    /** The live figures of the journal; empty where none is written. */
    public Optional<JournalStatus> journal() {
        return journal.map(JournalThread::status);
    }

    /**
     * Why nothing can be read about the NAPIs that feed the sockets, so that no call can be called armed; empty where
     * that works.
     */
    public Optional<String> napiWatchFailure() {
        return housekeeping.failure();
    }

    /**
     * How the rehearsal went, or why there was none, in a sentence for a person: packets rehearsed, time, and whether the
     * path got no faster any more.
     */
    public String rehearsal() {
        return rehearsal;
    }

    /** Why a worker ended by itself; empty while all of them run. */
    public Optional<Throwable> failure() {
        return threads.stream().map(PollThread::failure).flatMap(Optional::stream).findFirst();
    }
}
