package io.rxpath.cli;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.event.WorkerName;
import io.rxpath.telemetry.journal.JournalReader;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which records {@code rxpath tail} prints. */
final class RecordFilter {
    /** By how much records of several workers may be out of order in a journal. */
    private static final long DISORDER_NS = 1_000_000_000L;

    @Option(names = "--branch", paramLabel = "BRANCH", split = ",", description = "Only packets of these branches: ${COMPLETION-CANDIDATES}.")
    private Set<Branch> branches = Set.of();

    @Option(names = "--cause", paramLabel = "CAUSE", split = ",", description = "Only packets with these causes: ${COMPLETION-CANDIDATES}.")
    private Set<Cause> causes = Set.of();

    @Option(names = "--socket", paramLabel = "NAME", split = ",", description = "Only packets and feed events of the sockets with these names in the configuration.")
    private List<String> sockets = List.of();

    @Option(names = "--worker", paramLabel = "NAME", split = ",", description = "Only records of the workers with these names or numbers.")
    private List<String> workers = List.of();

    @Option(names = "--from", paramLabel = "TIME", converter = MomentConverter.class, description = "Only records of this time or later: "
            + MomentConverter.FORMS + ".")
    private Long fromNs;

    @Option(names = "--to", paramLabel = "TIME", converter = MomentConverter.class, description = "Only records before this time.")
    private Long toNs;

    private final BitSet workerNumbers = new BitSet();
    private final Set<Integer> socketNumbers = new HashSet<>();
    private final Set<String> neverSeen = new TreeSet<>();
    private JournalHeader resolved;

    /** The first moment wanted, CLOCK_REALTIME ns; null for any. */
    Long fromNs() {
        return fromNs;
    }

    /** Whether the record lies behind what is wanted. */
    boolean isLate(JournalReader reader) {
        return toNs != null && reader.appNs() >= toNs;
    }

    /** Whether none behind this record lies before the end of what is wanted, unless the clock was set back. */
    boolean isOver(JournalReader reader) {
        return isLate(reader) && reader.appNs() - toNs >= DISORDER_NS;
    }

    /** Whether a record is wanted. */
    boolean accepts(JournalReader reader) {
        resolve(reader.header());
        if (reader.recordType() == RecordType.HEADER) {
            return !isOnlyPackets();
        }
        if (isLate(reader) || fromNs != null && reader.appNs() < fromNs) {
            return false;
        }
        return switch (reader.recordType()) {
            case PACKET -> accepts(reader.packet());
            case GAP -> isWanted(reader.gap().worker());
            case FEED -> branches.isEmpty() && causes.isEmpty()
                    && isWanted(reader.feed().worker(), reader.feed().socket());
            case END -> branches.isEmpty() && causes.isEmpty() && sockets.isEmpty()
                    && isWanted(reader.end().worker());
            default -> !isOnlyPackets();
        };
    }

    /** The names of sockets and workers that no run had. */
    Set<String> neverSeen() {
        return resolved == null ? Set.of() : neverSeen;
    }

    private boolean accepts(PacketEventDecoder packet) {
        return (branches.isEmpty() || branches.contains(packet.branch()))
                && (causes.isEmpty() || causes.contains(packet.cause()))
                && isWanted(packet.worker(), packet.socket());
    }

    private boolean isWanted(int worker, int socket) {
        return isWanted(worker) && (sockets.isEmpty() || socketNumbers.contains(key(worker, socket)));
    }

    private boolean isOnlyPackets() {
        return !branches.isEmpty() || !causes.isEmpty() || !sockets.isEmpty() || !workers.isEmpty();
    }

    private boolean isWanted(int worker) {
        return workers.isEmpty() || workerNumbers.get(worker);
    }

    /** Turns names into this run's numbers, so that nothing is looked up for each record. */
    private void resolve(JournalHeader header) {
        if (header == resolved || header == null) {
            return;
        }
        if (resolved == null) {
            neverSeen.addAll(sockets);
            neverSeen.addAll(workers);
        }
        resolved = header;
        workerNumbers.clear();
        socketNumbers.clear();
        for (WorkerName worker : header.workers()) {
            if (workers.contains(worker.name()) || workers.contains(Integer.toString(worker.worker()))) {
                workerNumbers.set(worker.worker());
                neverSeen.remove(worker.name());
                neverSeen.remove(Integer.toString(worker.worker()));
            }
        }
        for (SocketName socket : header.sockets()) {
            if (sockets.contains(socket.name())) {
                socketNumbers.add(key(socket.worker(), socket.socket()));
                neverSeen.remove(socket.name());
            }
        }
    }

    private static int key(int worker, int socket) {
        return worker << 16 | socket;
    }
}
