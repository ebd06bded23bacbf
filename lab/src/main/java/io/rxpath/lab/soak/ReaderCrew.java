package io.rxpath.lab.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Readers that come and go on a thread of their own, at random but for the seed, until they are told to finish. */
final class ReaderCrew implements AutoCloseable {
    private static final long LOOK_NS = 20_000_000;
    /** A JVM has to start before anything is read. */
    private static final double LEAST_LIFE_SECONDS = 1;
    private static final double MOST_LIFE_SECONDS = 30;

    private final Path journal;
    private final Path notes;
    private final SplittableRandom random;
    private final double mostLifeSeconds;
    private final long startMs = System.currentTimeMillis();
    private final ReaderSession[] sessions;
    private final long[] startsAtNs;
    private final List<ReaderReport> reports = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "rxpath-soak-readers");
    private volatile boolean running = true;
    private volatile int started;
    private volatile RuntimeException failure;

    /**
     * Starts the readers.
     *
     * @param journal what they read
     * @param notes a folder for what they say
     * @param count readers at a time
     * @param seconds how long the soak goes on: some readers live for a third of it
     * @param seed what the randomness follows from
     */
    ReaderCrew(Path journal, Path notes, int count, double seconds, long seed) {
        this.journal = journal;
        this.notes = notes;
        random = new SplittableRandom(seed);
        mostLifeSeconds = Math.clamp(seconds / 3, 2 * LEAST_LIFE_SECONDS, MOST_LIFE_SECONDS);
        sessions = new ReaderSession[count];
        startsAtNs = new long[count];
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
            startsAtNs[i] = now + pauseNs();
        }
        thread.setDaemon(true);
        thread.start();
    }

    private long pauseNs() {
        return (long) (random.nextDouble(mostLifeSeconds / 4) * 1e9);
    }

    private void run() {
        try {
            while (running) {
                long nowNs = System.nanoTime();
                for (int i = 0; i < sessions.length; i++) {
                    turn(i, nowNs);
                }
                LockSupport.parkNanos(LOOK_NS);
            }
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    private void turn(int i, long nowNs) {
        if (sessions[i] == null) {
            if (nowNs - startsAtNs[i] >= 0) {
                sessions[i] = start(nowNs);
            }
        } else if (sessions[i].isDue(nowNs)) {
            reports.add(sessions[i].end());
            sessions[i] = null;
            startsAtNs[i] = System.nanoTime() + pauseNs();
        }
    }

    private ReaderSession start(long nowNs) {
        ReaderStart[] starts = ReaderStart.values();
        ReaderStart start = starts[random.nextInt(starts.length)];
        long timeNs = (startMs + random.nextLong(Math.max(0, System.currentTimeMillis() - startMs) + 1))
                * 1_000_000;
        boolean killed = random.nextInt(3) == 0;
        long lifeNs = (long) (random.nextDouble(LEAST_LIFE_SECONDS, mostLifeSeconds) * 1e9);
        started++;
        return new ReaderSession(journal, start, timeNs, killed, nowNs + lifeNs, notes, started);
    }

    /** Readers so far, those that have ended among them. */
    int started() {
        return started;
    }

    /**
     * Has those that are still there read to the end of the journal, which nobody writes any more.
     *
     * @return what each reader saw
     */
    List<ReaderReport> finish() {
        stopThread();
        if (failure != null) {
            throw failure;
        }
        for (int i = 0; i < sessions.length; i++) {
            if (sessions[i] != null) {
                reports.add(sessions[i].finish());
                sessions[i] = null;
            }
        }
        return List.copyOf(reports);
    }

    private void stopThread() {
        running = false;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while readers ended", interrupted);
        }
    }

    /** Ends all readers that are still there. */
    @Override
    public void close() {
        stopThread();
        for (ReaderSession session : sessions) {
            if (session != null) {
                session.abandon();
            }
        }
    }
}
