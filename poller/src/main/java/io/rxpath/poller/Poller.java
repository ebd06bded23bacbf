package io.rxpath.poller;

import io.rxpath.linux.Clocks;
import io.rxpath.poller.PollCounters.Counter;

/**
 * The duty cycle of a poll thread: one receive call, then what happened to the thread meanwhile, then the batch to its
 * sink. Created and used by one thread, because its witness and clocks belong to that thread. Never allocates.
 */
public final class Poller implements AutoCloseable {
    /** How much earlier than its nominal end a window may be seen to run out. */
    public static final long EXPIRY_TOLERANCE_NS = 5_000;

    private final PollEngine engine;
    private final PacketBatch batch;
    private final BatchSink sink;
    private final PollCounters counters;
    private final EpisodeTracker episodes;
    private final SwitchWitness witness;
    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final Clocks clocks = Clocks.create();
    private boolean received;
    private boolean queued;
    private long intervalsCounted;

    /**
     * Creates the poller of the calling thread.
     *
     * @param engine the way to receive, owned from now on
     * @param batch owned from now on
     * @param windows where the calls are kept
     * @param intervals where the thread's time off its CPU is kept
     * @param witness of the calling thread's switches, owned from now on
     * @param counters written by this poller only
     * @param fastHitNs the most time of a hit's spin that counts as useful
     * @param sink takes the batches
     */
    public Poller(PollEngine engine, PacketBatch batch, PollWindows windows, OffCpuIntervals intervals,
            SwitchWitness witness, PollCounters counters, long fastHitNs, BatchSink sink) {
        this.engine = engine;
        this.batch = batch;
        this.windows = windows;
        this.intervals = intervals;
        this.witness = witness;
        this.counters = counters;
        this.episodes = new EpisodeTracker(counters, fastHitNs);
        this.sink = sink;
    }

    /**
     * Makes one turn.
     *
     * @return datagrams received, 0 where none came in time
     */
    public int doWork() {
        long enterNs = clocks.realtimeNs();
        Arming arming = engine.arming();
        long call = windows.begin(enterNs, arming, engine.napi());
        // A call that may return several datagrams polls once more before it returns with fewer: worth its time only
        // while there is a queue.
        int most = queued ? batch.capacity() : 1;
        int packets = engine.receive(batch, most);
        long exitNs = clocks.realtimeNs();

        counters.add(Counter.TURNS, 1);
        boolean untimed = witness.update(intervals, exitNs - enterNs);
        if (untimed) {
            counters.add(Counter.UNTIMED_SWITCHES, 1);
        }
        batch.accept(packets, engine.socket(), !received, call);
        long firstNs = packets == 0 ? 0 : batch.softwareStampNs(0);
        if (packets > 0 && firstNs == 0) {
            firstNs = enterNs - 1; // without a stamp it may have been queued: nothing shows that the call spun
        }
        long asleepNs = intervals.newestInNs() < enterNs
                ? 0
                : asleepWithin(enterNs, firstNs == 0 ? exitNs : firstNs,
                        arming == Arming.NOT_ARMED
                                ? enterNs
                                : enterNs + engine.windowNs() - EXPIRY_TOLERANCE_NS);
        windows.end(exitNs, firstNs, packets == most, asleepNs, untimed);
        // Whoever woke us has often delivered more.
        queued = packets > 0 && (asleepNs != 0 || !windows.foundEmpty(call));
        countIntervals();

        BatchSink.Outcome outcome = null;
        if (packets > 0) {
            received = true;
            counters.add(Counter.PACKETS, packets);
            long bytes = 0;
            for (int i = 0; i < packets; i++) {
                bytes += batch.length(i);
            }
            counters.add(Counter.BYTES, bytes);
            counters.set(Counter.SOCKET_DROPS, batch.kernelDrops());
            outcome = sink.onBatch(batch);
        }
        if (arming == Arming.ARMED && windows.foundEmpty(call)) {
            long spunUntilNs = asleepNs != 0 ? asleepNs : firstNs != 0 ? firstNs : exitNs;
            episodes.onOpportunity(packets, spunUntilNs - enterNs - offCpuNs(enterNs, spunUntilNs),
                    asleepNs != 0, outcome);
        }
        return packets;
    }

    /** When the thread began to sleep for want of a packet, not before {@code fromNs}; 0 if it did not. */
    private long asleepWithin(long enterNs, long untilNs, long fromNs) {
        for (long i = intervals.count() - 1; i >= intervals.oldest() && intervals.outNs(i) >= enterNs; i--) {
            long outNs = intervals.outNs(i);
            if (!intervals.isPreempted(i) && outNs >= fromNs && outNs <= untilNs) {
                return outNs;
            }
        }
        return 0;
    }

    private long offCpuNs(long fromNs, long untilNs) {
        if (intervals.newestInNs() < fromNs) {
            return 0;
        }
        long sum = 0;
        for (long i = intervals.count() - 1; i >= intervals.oldest() && intervals.inNs(i) >= fromNs; i--) {
            sum += intervals.overlapNs(i, fromNs, untilNs);
        }
        return Math.min(sum, untilNs - fromNs);
    }

    private void countIntervals() {
        for (long i = Math.max(intervalsCounted, intervals.oldest()); i < intervals.count(); i++) {
            counters.add(intervals.isPreempted(i) ? Counter.PREEMPTIONS : Counter.SLEEPS, 1);
        }
        intervalsCounted = intervals.count();
    }

    /** Closes what it owns; after the last {@link #doWork}. */
    @Override
    public void close() {
        witness.close();
        engine.close();
        batch.close();
    }
}
