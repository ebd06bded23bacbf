package io.rxpath.poller;

/**
 * Asks the kernel's records who took each packet of a turn: in the order of their stamps, over all sockets, because that
 * is the order in which records claim them. Owned by the poll thread; never allocates.
 */
final class TakerResolver {
    private final KernelWitnesses kernel;
    private final OffCpuIntervals absences;
    private final int[] next;

    TakerResolver(KernelWitnesses kernel, OffCpuIntervals absences, int batches) {
        this.kernel = kernel;
        this.absences = absences;
        next = new int[batches];
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
                Taker taker = witness.takerOf(stampNs, relation);
                if (stampTrust.trusts(batches[oldest].socket(), stampNs, nowNs)) {
                    batches[oldest].delivery(i).set(taker, witness.takenNs(), witness.emptyNs());
                }
            }
        }
    }
}
