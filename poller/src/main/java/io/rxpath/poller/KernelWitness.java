package io.rxpath.poller;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.perf.TracepointRing;

/**
 * What the kernel itself recorded about who took the packets of one NAPI from its device: one record for each packet
 * that passes napi_gro_receive (or napi_gro_frags), with the time just before the kernel stamps it.
 *
 * <p>{@link WitnessLevel#OWN}: the records of the poll thread outside softirq, times only. Each claims the earliest
 * unclaimed stamp at or after it; a packet that none claims was taken by somebody else. {@link WitnessLevel#FULL} also
 * reads those of all others on every CPU: the last record before a stamp then names who took it, and how. And it knows
 * each empty poll of the poll thread, so that the time a packet waited for its poll is bounded by records, too.
 *
 * <p>Opened and closed by the housekeeping thread; all else belongs to the poll thread, reads mapped memory only and
 * never allocates.
 */
public final class KernelWitness implements AutoCloseable {
    /** From a packet's record to its stamp passes a microsecond or two; a whole poll's packets are stamped together. */
    static final long SPAN_NS = 50_000;
    /** common_flags, include/linux/trace_events.h. */
    private static final int FLAGS = 2;
    private static final int PID = 4;
    private static final int TRACE_FLAG_SOFTIRQ = 0x10;

    private final WitnessLevel level;
    private final int napiId;
    private final int pollThreadTid;
    private final WitnessRings rings;
    private final TracepointRing[] own;
    private final TracepointRing[] others;
    private final TimerSoftirqs[] timers;
    private final boolean[] softirqThread;
    private final WitnessTrial trial = new WitnessTrial();
    private final DeliveryLog log = new DeliveryLog();
    private final PassedStamps passed = new PassedStamps();
    private long lost;
    private long claims;
    private long takenNs;
    private long emptyNs;
    private volatile boolean alone = true;
    private long knownSinceNs = Long.MAX_VALUE;
    private volatile long overruns;

    /**
     * Takes over the rings, which {@link KernelWitnesses} opened.
     *
     * @param softirqThread by thread id, whether it is a softirq thread
     */
    KernelWitness(WitnessLevel level, int napiId, int pollThreadTid, WitnessRings rings,
            boolean[] softirqThread) {
        this.level = level;
        this.napiId = napiId;
        this.pollThreadTid = pollThreadTid;
        this.rings = rings;
        own = rings.own();
        others = rings.others();
        timers = new TimerSoftirqs[rings.timers().length];
        for (int i = 0; i < timers.length; i++) {
            timers[i] = new TimerSoftirqs(new TimeCursor(rings.timers()[i]),
                    new TimeCursor(rings.softirqs()[i]), rings.polls());
        }
        this.softirqThread = softirqThread;
    }

    /** The NAPI whose packets it knows. */
    public int napiId() {
        return napiId;
    }

    /** How much it reads. */
    public WitnessLevel level() {
        return level;
    }

    /** Whether it has been seen to hold one record for each packet that our poll took. */
    public boolean isTrusted() {
        return trial.isPassed();
    }

    /** How often records were lost because a ring was full; any thread. */
    public long overruns() {
        return overruns;
    }

    /**
     * Reads what was recorded since the last time.
     *
     * @param absences of the poll thread, by which it is known on which CPU it was
     */
    void update(ClockRelation clocks, OffCpuIntervals absences, long nowNs) {
        boolean first = knownSinceNs == Long.MAX_VALUE;
        for (TracepointRing ring : own) {
            while (ring.next()) {
                log.add(clocks.realtimeNs(ring.timeNs()), Taker.SELF);
            }
        }
        for (TracepointRing ring : others) {
            while (ring.next()) {
                long atNs = clocks.realtimeNs(ring.timeNs());
                log.add(atNs, way(ring, atNs, clocks, absences));
            }
        }
        for (TimerSoftirqs timer : timers) {
            timer.forget(nowNs, clocks);
        }
        if (first) {
            // What was recorded while the rings were opened one after the other is not complete.
            restart(nowNs);
        }
        if (hasLost()) {
            // Whose record is missing cannot be told: nothing stamped up to now is witnessed.
            overruns++;
            restart(nowNs);
        }
    }

    private Taker way(TracepointRing ring, long atNs, ClockRelation clocks, OffCpuIntervals absences) {
        boolean softirq = (ring.rawByte(FLAGS) & TRACE_FLAG_SOFTIRQ) != 0;
        int pid = ring.rawInt(PID);
        int cpu = ring.cpu();
        if (!softirq) {
            return Taker.PEER;
        }
        if (pid >= 0 && pid < softirqThread.length && softirqThread[pid]) {
            return Taker.KSOFTIRQD;
        }
        for (TimerSoftirqs timer : timers) {
            if (timer.cpu() == cpu && timer.raised(atNs, clocks)) {
                return Taker.TIMER;
            }
        }
        if (pid == pollThreadTid) {
            return Taker.INLINE;
        }
        int ours = absences.cpuAt(atNs);
        return cpu == (ours == OffCpuIntervals.NO_CPU ? CpuAffinity.currentCpu() : ours)
                ? Taker.INLINE
                : Taker.REMOTE;
    }

    /** Asks the kernel, which is a system call, only of a ring so nearly full that records may be missing. */
    private boolean hasLost() {
        long before = lost;
        for (TracepointRing ring : own) {
            lost += newlyLost(ring);
        }
        for (TracepointRing ring : others) {
            lost += newlyLost(ring);
        }
        return lost != before;
    }

    private static long newlyLost(TracepointRing ring) {
        if (!ring.mayHaveLost()) {
            return 0;
        }
        long before = ring.lost();
        return ring.lostNow() - before;
    }

    /** When the packet last asked for was taken from the device; 0 where no record tells. */
    long takenNs() {
        return takenNs;
    }

    /**
     * When our last poll ended that left the ring empty, before the one that took the packet last asked for; 0 where no
     * record tells.
     */
    long emptyNs() {
        return emptyNs;
    }

    /** Says whether the poll thread polls no other NAPI of the same device, by which its empty polls are told apart. Housekeeping thread. */
    void alone(boolean only) {
        alone = only;
    }

    /** Who took the packet stamped {@code stampNs}; stamps are to be asked for in their order. */
    Taker takerOf(long stampNs, ClockRelation clocks) {
        long boundNs = clocks.boundNs();
        takenNs = 0;
        emptyNs = 0;
        if (stampNs < knownSinceNs) {
            return Taker.UNKNOWN;
        }
        for (long passedNs = passed.first(); passedNs <= stampNs; passedNs = passed.first()) {
            passed.removeFirst();
            claim(passedNs, boundNs);
        }
        boolean claimed = claim(stampNs, boundNs);
        if (level == WitnessLevel.OWN) {
            takenNs = claimed ? log.claimedNs() : 0;
            return claimed ? Taker.SELF : Taker.OTHER;
        }
        trial.onCertain(claimed);
        Taker taker = log.lastBefore(stampNs + boundNs, stampNs - SPAN_NS);
        if (taker == Taker.SELF) {
            takenNs = log.foundNs();
            emptyNs = lastEmptyBefore(takenNs, clocks);
        }
        return taker;
    }

    private boolean claim(long stampNs, long boundNs) {
        boolean claimed = log.claim(stampNs + boundNs, stampNs - SPAN_NS);
        if (claimed) {
            claims++;
            trial.onRecords(claims + log.expired(), log.expired());
        }
        return claimed;
    }

    /**
     * Who took the packet stamped {@code stampNs}, where one stamped before it may not have been received yet: not the
     * poll thread, if no record is left for it. Else it is not known, and the packet claims its record as soon as a later
     * one is asked for.
     */
    Taker takerOfEarly(long stampNs, ClockRelation clocks) {
        takenNs = 0;
        emptyNs = 0;
        if (stampNs < knownSinceNs) {
            return Taker.UNKNOWN;
        }
        if (!log.hasUnclaimed(stampNs + clocks.boundNs(), stampNs - SPAN_NS)) {
            return Taker.OTHER;
        }
        passed.add(stampNs);
        return Taker.UNKNOWN;
    }

    private long lastEmptyBefore(long realtimeNs, ClockRelation clocks) {
        if (rings.polls() == null || !alone) {
            return 0;
        }
        long at = rings.polls().newestBefore(clocks.monotonicNs(realtimeNs));
        return at == 0 ? 0 : clocks.realtimeNs(at);
    }

    /** What was recorded before is not complete, or of a clock that was set since: it says nothing of any packet. */
    void restart(long nowNs) {
        log.clear();
        passed.clear();
        knownSinceNs = nowNs;
    }

    /**
     * Enters into the trial a packet of which the evidence without the witness is certain that our poll took it.
     *
     * @param recorded whether the witness says so too
     */
    public void onCertain(boolean recorded) {
        trial.onCertain(recorded);
    }

    /** Records that belonged to no packet of ours; poll thread. */
    long unclaimed() {
        return log.expired();
    }

    /** In one sentence what it is and whether it is believed; any thread. */
    public String describe() {
        return "kernel records (" + level.name().toLowerCase(java.util.Locale.ROOT) + ") of NAPI " + napiId
                + ": " + trial.describe();
    }

    /** Unmaps the rings; after the poll thread has let go of it. */
    @Override
    public void close() {
        rings.close();
    }
}
