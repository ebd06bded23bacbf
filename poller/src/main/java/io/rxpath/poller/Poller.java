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
    /** How old the relation of the two clocks may be: a slewed clock gains half a microsecond in it. */
    private static final long CLOCKS_FRESH_NS = 1_000_000;
    /** Who was busy for so long with its packets finds a queue. */
    private static final long LONG_HANDLING_NS = 100_000;

    private final PollEngine engine;
    private final PacketBatch[] batches;
    private final BatchSink sink;
    private final PollCounters counters;
    private final EpisodeTracker episodes;
    private final SwitchWitness witness;
    private final KernelWitnesses kernel;
    private final ThreadRecord thread;
    private final PollWindows windows;
    private final OffCpuIntervals intervals;
    private final Stalls stalls;
    private final TakerResolver takers;
    private final JvmPauses pauses = JvmPauses.ofThisJvm();
    private final Clocks clocks;
    private final ClockRelation relation;
    private final StampTrust stampTrust;
    private final boolean[] received;
    private final long[] drops;
    private final boolean epoll;
    private final long windowNs;
    private final boolean ownsLoop;
    private boolean queued;
    private long intervalsCounted;
    private long clocksReadNs;
    /** When the last turn ended, where the next begins with it; else 0. */
    private long idleSinceNs;
    /** Since when the last turn's packets were handled, if it brought any; else 0. */
    private long handlingSinceNs;

    /**
     * Creates the poller of the calling thread.
     *
     * @param engine the way to receive, owned from now on
     * @param batches one; where the kernel witness is at its own level and the engine has several sockets, one more than
     *     those; owned from now on
     * @param thread what is known of the calling thread; kept by this poller
     * @param witness of the calling thread's switches, owned from now on
     * @param kernel the kernel's records of deliveries
     * @param clocks of the calling thread
     * @param relation of the same clocks; kept fresh by this poller
     * @param counters written by this poller only
     * @param fastHitNs the most time of a hit's spin that counts as useful
     * @param ownsLoop whether each turn follows the one before at once
     * @param sink takes the batches
     */
    public Poller(PollEngine engine, PacketBatch[] batches, ThreadRecord thread, SwitchWitness witness,
            KernelWitnesses kernel, Clocks clocks, ClockRelation relation, PollCounters counters,
            long fastHitNs, boolean ownsLoop, BatchSink sink) {
        this.engine = engine;
        this.batches = batches;
        this.thread = thread;
        this.windows = thread.windows();
        this.intervals = thread.intervals();
        this.stalls = new Stalls(thread, engine.kind() == EngineKind.SPINNING);
        this.witness = witness;
        this.kernel = kernel;
        this.takers = new TakerResolver(kernel, intervals, engine.sockets(), batches.length);
        this.clocks = clocks;
        this.relation = relation;
        this.counters = counters;
        this.episodes = new EpisodeTracker(counters, fastHitNs, engine.kind() == EngineKind.SPINNING,
                engine.windowNs());
        epoll = engine.kind() == EngineKind.EPOLL;
        windowNs = engine.windowNs();
        this.ownsLoop = ownsLoop;
        this.sink = sink;
        stampTrust = new StampTrust(engine.sockets());
        received = new boolean[engine.sockets()];
        drops = new long[engine.sockets()];
    }

    /**
     * Makes one turn.
     *
     * @return datagrams received, 0 where none came in time
     */
    public int doWork() {
        counters.add(Counter.TURNS, 1);
        PacketBatch batch = batches[0];
        Arming arming = engine.arming();
        long call = begin(arming, engine.napi());
        // A call that may return several datagrams looks once more, and polls where it may, before it returns with
        // fewer: worth its time only while there is a queue.
        int most = queued ? batch.capacity() : 1;
        int packets = engine.receive(batch, most);
        // Epoll's wait ends with the first packet: it never polls the emptied queue again.
        boolean full = packets == most || packets > 0 && epoll;
        boolean emptied = packets == 0 ? !epoll : packets < most;
        long asleepNs = end(call, arming, batch, packets, engine.socket(), full, emptied);
        queued = packets > 0 && (asleepNs != 0 || !windows.foundEmpty(call));
        int filled = 1;
        int sum = packets;
        if (packets > 0 && batches.length > 1) {
            // A record claims the earliest stamp, so the other sockets' packets must be known before any is judged; and
            // where they have some, what the first left behind or has got meanwhile.
            int first = batch.socket();
            for (int i = 1; i < received.length || i == received.length && filled > 1; i++) {
                int drained = drain((first + i) % received.length, batches[filled]);
                sum += drained;
                filled += drained > 0 ? 1 : 0;
            }
        }
        countIntervals();

        BatchSink.Outcome outcome = null;
        if (packets > 0) {
            takers.resolve(batches, filled, engine, relation, stampTrust,
                    windows.exitNs(windows.calls() - 1));
            for (int i = 0; i < filled; i++) {
                count(batches[i]);
                BatchSink.Outcome each = sink.onBatch(batches[i]);
                outcome = i == 0 ? each : outcome;
            }
            handlingSinceNs = windows.exitNs(windows.calls() - 1);
            if (!ownsLoop) {
                windows.handled(windows.calls() - 1, clocks.realtimeNs());
            }
        }
        idleSinceNs = ownsLoop && packets == 0 ? windows.exitNs(call) : 0;
        if (arming == Arming.ARMED && windows.polled(call) && windows.validFromNs() < windows.exitNs(call)) {
            long enterNs = windows.enterNs(call);
            long firstNs = windows.firstStampNs(call);
            long spunUntilNs = asleepNs != 0
                    ? asleepNs
                    : firstNs > enterNs ? firstNs : packets > 0 ? enterNs : windows.exitNs(call);
            episodes.onCall(packets, windows.foundEmpty(call),
                    spunUntilNs - enterNs - intervals.coveredNs(enterNs, spunUntilNs), asleepNs != 0,
                    outcome);
        }
        return sum;
    }

    private int drain(int socket, PacketBatch batch) {
        Arming arming = engine.arming();
        long call = begin(arming, engine.napi(socket));
        int packets = engine.drain(socket, batch);
        boolean full = packets == batch.capacity();
        end(call, arming, batch, packets, socket, full, !full);
        return packets;
    }

    private long begin(Arming arming, NapiView napi) {
        boolean paused = pauses.sinceLastLook();
        long nowNs = idleSinceNs != 0 && !paused ? idleSinceNs : clocks.realtimeNs();
        idleSinceNs = 0;
        if (handlingSinceNs != 0) {
            if (ownsLoop) {
                windows.handled(windows.calls() - 1, nowNs);
            }
            queued |= nowNs - handlingSinceNs >= LONG_HANDLING_NS;
            handlingSinceNs = 0;
        }
        return windows.begin(nowNs, arming, napi, paused);
    }

    /** Completes call {@code call}; returns when the thread went to sleep in it for want of a packet, or 0. */
    private long end(long call, Arming arming, PacketBatch batch, int packets, int socket, boolean full,
            boolean emptied) {
        long exitNs = clocks.realtimeNs();
        // A packet must not be judged by records of a clock that has been set since.
        boolean doubtful = packets > 0 && !relation.agrees(exitNs);
        long enterNs = windows.enterNs(call);
        batch.accept(packets, socket, packets > 0 && !received[socket], call);
        long firstNs = packets == 0 ? 0 : batch.softwareStampNs(0);
        boolean stepped = false;
        if (doubtful || exitNs - clocksReadNs > CLOCKS_FRESH_NS) {
            stepped = relation.refresh();
            clocksReadNs = relation.readAtRealtimeNs();
        }
        boolean untimed = witness.update(intervals, exitNs - enterNs);
        if (untimed) {
            counters.add(Counter.UNTIMED_SWITCHES, 1);
        }
        long lastNs = packets == 0 ? 0 : batch.softwareStampNs(packets - 1);
        takers.onCall(socket, enterNs, emptied, lastNs);
        // The first datagram is asked for alone.
        stampTrust.onCall(socket, enterNs, emptied && (packets == 0 || received[socket]));
        if (packets > 0) {
            received[socket] = true;
            if (firstNs == 0) {
                firstNs = enterNs - 1; // without a stamp it may have been queued: nothing shows that the call spun
            }
        }
        long asleepNs = intervals.newestInNs() < enterNs
                ? 0
                : asleepWithin(enterNs, firstNs == 0 ? exitNs : firstNs,
                        arming == Arming.NOT_ARMED ? enterNs : enterNs + windowNs - EXPIRY_TOLERANCE_NS);
        windows.end(exitNs, engine.polls(), firstNs, full, awayNs(enterNs), untimed, pauses.sinceLastLook());
        if (stepped) {
            counters.add(Counter.CLOCK_STEPS, 1);
            thread.restart(relation.readAtRealtimeNs());
            kernel.restart(relation.readAtRealtimeNs());
            stampTrust.restart();
        } else {
            stalls.onExit(call, lastNs);
        }
        return asleepNs;
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

    /** When the thread last left its CPU, not before {@code fromNs}; 0 if it did not. */
    private long awayNs(long fromNs) {
        long newest = intervals.count() - 1;
        return newest >= intervals.oldest() && intervals.outNs(newest) >= fromNs
                ? intervals.outNs(newest)
                : 0;
    }

    private void count(PacketBatch batch) {
        counters.add(Counter.PACKETS, batch.count());
        counters.add(Counter.BYTES, batch.bytes());
        if (batch.kernelDrops() >= 0) {
            drops[batch.socket()] = batch.kernelDrops();
            long all = 0;
            for (long each : drops) {
                all += each;
            }
            counters.set(Counter.SOCKET_DROPS, all);
        }
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
        for (PacketBatch batch : batches) {
            batch.close();
        }
    }
}
