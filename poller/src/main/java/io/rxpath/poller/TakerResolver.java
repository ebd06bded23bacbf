package io.rxpath.poller;

/**
 * Asks the kernel's records who took each packet of a turn: in the order of their stamps, over all sockets, because that
 * is the order in which records claim them. A packet that was stamped when another socket may have had one in its queue
 * cannot claim a record yet. Owned by the poll thread; never allocates.
 */
final class TakerResolver {
    private final KernelWitnesses kernel;
    private final OffCpuIntervals absences;
    private final int[] next;
    /** By socket: what was stamped until then has been received. */
    private final long[] receivedUntilNs;

    /**
     * Creates the resolver of one worker.
     *
     * @param batches how many batches a turn may fill: one where packets are not judged by claims, or of one socket
     */
    TakerResolver(KernelWitnesses kernel, OffCpuIntervals absences, int sockets, int batches) {
        this.kernel = kernel;
        this.absences = absences;
        next = new int[batches];
        receivedUntilNs = new long[sockets];
    }

    /**
     * A call on a socket has returned.
     *
     * @param enterNs when it began
     * @param emptied whether it left the queue empty
     * @param lastNs the stamp of the last packet it returned; 0 without one
     */
    void onCall(int socket, long enterNs, boolean emptied, long lastNs) {
        receivedUntilNs[socket] = emptied ? Math.max(enterNs, lastNs) : lastNs;
    }

    private long receivedUntilNs(int napiId, PollEngine engine) {
        long all = Long.MAX_VALUE;
        for (int socket = 0; next.length > 1 && socket < receivedUntilNs.length; socket++) {
            int feeding = engine.napi(socket).napiId();
            if (feeding == napiId || feeding == 0) {
                all = Math.min(all, receivedUntilNs[socket]);
            }
        }
        return all;
    }

    /** Fills the takers of the first {@code filled} batches. */
    void resolve(PacketBatch[] batches, int filled, PollEngine engine, ClockRelation relation,
            StampTrust stampTrust, long nowNs) {
        KernelWitness[] witnesses = kernel.adopt();
        for (KernelWitness witness : witnesses) {
            witness.update(relation, absences, nowNs);
            resolve(witness, batches, filled, engine, relation, stampTrust, nowNs);
        }
    }

    private void resolve(KernelWitness witness, PacketBatch[] batches, int filled, PollEngine engine,
            ClockRelation relation, StampTrust stampTrust, long nowNs) {
        for (int b = 0; b < filled; b++) {
            boolean its = engine.napi(batches[b].socket()).napiId() == witness.napiId();
            next[b] = its ? 0 : batches[b].count();
            for (int i = next[b]; i < batches[b].count(); i++) {
                batches[b].delivery(i).set(Taker.UNKNOWN, 0, 0);
            }
        }
        long untilNs = receivedUntilNs(witness.napiId(), engine);
        while (true) {
            int oldest = -1;
            for (int b = 0; b < filled; b++) {
                if (next[b] < batches[b].count() && (oldest < 0 || batches[b]
                        .softwareStampNs(next[b]) < batches[oldest].softwareStampNs(next[oldest]))) {
                    oldest = b;
                }
            }
            if (oldest < 0) {
                return;
            }
            int i = next[oldest]++;
            long stampNs = batches[oldest].softwareStampNs(i);
            if (stampNs != 0) {
                Taker taker = stampNs <= untilNs
                        ? witness.takerOf(stampNs, relation)
                        : witness.takerOfEarly(stampNs, relation);
                if (stampTrust.trusts(batches[oldest].socket(), stampNs, nowNs)) {
                    batches[oldest].delivery(i).set(taker, witness.takenNs(), witness.emptyNs());
                }
            }
        }
    }
}
