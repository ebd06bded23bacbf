package io.rxpath.telemetry.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What holds for a whole run: written before its first record, and again at the start of each file.
 *
 * @param runId tells this run from all others
 * @param startTimeNs when the run started, CLOCK_REALTIME ns
 * @param stealFloorNs the least steal that can make a packet CPU_STEAL, ns
 * @param fastHitNs how long a busy-poll hit may take and still be a fast one, ns
 * @param lowYieldPerMs the yield below which polling is wasteful, packets per ms of spin
 * @param ringCapacity slots between a poll thread and the journal thread
 * @param pid the process, as it sees itself, 0 to 4294967295
 * @param host the host's name
 * @param rxpathVersion the version that wrote the run
 * @param kernelRelease as {@code uname -r} says
 * @param workers the workers' names
 * @param sockets what the configuration says about the sockets
 * @param attributes anything else worth keeping, in order
 * @param packets which packets have a record
 * @param sync when the journal is forced to the disk
 * @param roll how much time a file holds
 */
public record JournalHeader(long runId, long startTimeNs, long stealFloorNs, long fastHitNs,
        double lowYieldPerMs, int ringCapacity, long pid, String host, String rxpathVersion,
        String kernelRelease, List<WorkerName> workers, List<SocketName> sockets,
        Map<String, String> attributes, PacketPolicy packets, SyncPolicy sync, RollPeriod roll) {
    /** Copies the collections. */
    public JournalHeader {
        workers = List.copyOf(workers);
        sockets = List.copyOf(sockets);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** What version 1 of the format could say: every packet, never forced, a file a day. */
    public JournalHeader(long runId, long startTimeNs, long stealFloorNs, long fastHitNs,
            double lowYieldPerMs, int ringCapacity, long pid, String host, String rxpathVersion,
            String kernelRelease, List<WorkerName> workers, List<SocketName> sockets,
            Map<String, String> attributes) {
        this(runId, startTimeNs, stealFloorNs, fastHitNs, lowYieldPerMs, ringCapacity, pid, host,
                rxpathVersion, kernelRelease, workers, sockets, attributes, PacketPolicy.ALL, SyncPolicy.NONE,
                RollPeriod.DAILY);
    }

    /** The same with another roll period. */
    public JournalHeader withRoll(RollPeriod other) {
        return new JournalHeader(runId, startTimeNs, stealFloorNs, fastHitNs, lowYieldPerMs, ringCapacity,
                pid, host, rxpathVersion, kernelRelease, workers, sockets, attributes, packets, sync, other);
    }

    /** The name of a worker, {@code "worker N"} where the header has none. */
    public String workerName(int worker) {
        return workers.stream().filter(w -> w.worker() == worker).map(WorkerName::name).findFirst()
                .orElse("worker " + worker);
    }

    /** What the configuration said about a socket; just its number for a name where the header has nothing. */
    public SocketName socketName(int worker, int socket) {
        return sockets.stream().filter(s -> s.worker() == worker && s.socket() == socket).findFirst()
                .orElseGet(() -> new SocketName(worker, socket, "socket " + socket, "", "", false));
    }
}
