package io.rxpath.lab.soak;

import java.util.Map;
import java.util.TreeMap;

/** What a journal holds of one run. One thread. */
final class RunAccount {
    private final long runId;
    private final BlockSums sums;
    private final Map<Integer, NumberLine> workers = new TreeMap<>();
    private long records;

    /**
     * Creates an empty account.
     *
     * @param sums where worker 0's packets are summed up
     */
    RunAccount(long runId, BlockSums sums) {
        this.runId = runId;
        this.sums = sums;
    }

    /** A packet's record. */
    void packet(int worker, long number, long hash) {
        records++;
        worker(worker).packet(number);
        if (worker == 0) {
            sums.add(number, hash);
        }
    }

    /** A gap record that the run itself wrote. */
    void gap(int worker, long first, long last, long count) {
        records++;
        worker(worker).gap(first, last, count);
    }

    /** A record in the run's part of the journal that is about no packet of the run. */
    void other() {
        records++;
    }

    /** The numbers of a worker; empty ones where it wrote nothing. */
    NumberLine worker(int worker) {
        return workers.computeIfAbsent(worker, number -> new NumberLine(0));
    }

    long runId() {
        return runId;
    }

    BlockSums sums() {
        return sums;
    }

    /** Records in the run's part of the journal, without its headers. */
    long records() {
        return records;
    }

    /** Packets that are in the journal or in one of its gap records. */
    long covered() {
        return workers.values().stream().mapToLong(NumberLine::next).sum();
    }

    /** Packet records. */
    long packets() {
        return workers.values().stream().mapToLong(NumberLine::packets).sum();
    }

    /** Gap records. */
    long gapRecords() {
        return workers.values().stream().mapToLong(NumberLine::gapRecords).sum();
    }

    /** Packets that gap records stand for. */
    long inGaps() {
        return workers.values().stream().mapToLong(NumberLine::inGaps).sum();
    }

    /** Numbers that nothing covers although later ones are there. */
    long missing() {
        return workers.values().stream().mapToLong(NumberLine::missing).sum();
    }

    /** Numbers covered more than once or out of order. */
    long repeated() {
        return workers.values().stream().mapToLong(NumberLine::repeated).sum();
    }

    /** What was wrong first with each worker; empty where nothing is. */
    String wrong() {
        return workers.values().stream().map(NumberLine::wrong).filter(it -> !it.isEmpty()).findFirst()
                .orElse("");
    }
}
