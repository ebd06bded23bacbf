package io.rxpath.telemetry.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.TailerDirection;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;

import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.event.WorkerName;

/**
 * Looks back from the end of a folder whether its newest run ended in order. As a rule the last documents tell it; for a
 * worker that was silent for long it gives up after some millions of records. One thread.
 */
final class RunEndSearch {
    /** The first major version that writes ends: of an older run nothing can be told. */
    private static final int WITH_ENDS = 2;
    /** Documents looked at, at most. */
    private static final int MAX_DOCUMENTS = 1 << 15;

    private final UnsafeBuffer document = new UnsafeBuffer(0, 0);
    private final PacketEventDecoder packet = new PacketEventDecoder();
    private final GapEventDecoder gap = new GapEventDecoder();
    private final EndEventDecoder end = new EndEventDecoder();
    /** The last of each worker that has been met; null where that is its end. */
    private final Map<Integer, UnfinishedRun.Worker> met = new HashMap<>();
    private final SingleChronicleQueue queue;
    private final String where;
    private JournalHeader run;
    private long latestNs;
    private boolean wholeRun;

    private RunEndSearch(SingleChronicleQueue queue, String where) {
        this.queue = queue;
        this.where = where;
    }

    /**
     * The newest run where it did not end in order.
     *
     * @param queue open, with nothing of the new run in it yet
     * @param headerIndex where the newest header is; anything where that is not known
     * @param where the folder, for the sentence of an exception
     * @return empty where it ended in order, or is of an older version, or there is none
     */
    static Optional<UnfinishedRun> in(SingleChronicleQueue queue, long headerIndex, String where) {
        final RunEndSearch search = new RunEndSearch(queue, where);
        return search.lookBack(headerIndex) ? search.result() : Optional.empty();
    }

    /** Whether there is a run of which something can be told. */
    private boolean lookBack(long headerIndex) {
        final Optional<JournalHeader> newest = headerAt(headerIndex);
        try (ExcerptTailer tailer = queue.createTailer().direction(TailerDirection.BACKWARD).toEnd()) {
            for (int count = 0; count < MAX_DOCUMENTS && !wholeRun && !allMet(newest); count++) {
                try (DocumentContext context = tailer.readingDocument()) {
                    if (!context.isPresent()) {
                        wholeRun = true;
                    } else if (!take(JournalFiles.wrap(context, document), count == 0)) {
                        return false;
                    }
                }
            }
        }
        if (run == null) {
            run = newest.orElse(null);
        }
        return run != null;
    }

    /** Takes a document, the newest first; false where the run is of a version without ends. */
    private boolean take(int length, boolean isNewest) {
        if (isNewest && (length < JournalRecord.LENGTH || JournalRecord.version(document, 0) < WITH_ENDS)) {
            return false;
        }
        if (!JournalHeaderCodec.isHeader(document, length)) {
            for (int at = length - length % JournalRecord.LENGTH
                    - JournalRecord.LENGTH; at >= 0; at -= JournalRecord.LENGTH) {
                takeRecord(at);
            }
            return true;
        }
        run = JournalHeaderCodec.decode(document, length, where);
        wholeRun = !JournalHeaderCodec.continues(document);
        return true;
    }

    private void takeRecord(int at) {
        switch (JournalRecord.type(document, at)) {
            case END -> {
                end.wrap(document, at);
                if (!met.containsKey(end.worker())) {
                    met.put(end.worker(), null);
                }
            }
            case PACKET -> {
                packet.wrap(document, at, 0);
                meet(packet.worker(), packet.packetNumber(), packet.appNs());
            }
            case GAP -> {
                gap.wrap(document, at);
                meet(gap.worker(), gap.lastNumber(), gap.lastAppNs());
            }
            default -> {
                // It tells nothing of a worker's end.
            }
        }
    }

    private void meet(int worker, long lastNumber, long appNs) {
        latestNs = Math.max(latestNs, appNs);
        if (!met.containsKey(worker)) {
            met.put(worker, new UnfinishedRun.Worker(worker, lastNumber + 1, appNs));
        }
    }

    private boolean allMet(Optional<JournalHeader> newest) {
        final JournalHeader known = run != null ? run : newest.orElse(null);
        return known != null && !known.workers().isEmpty()
                && known.workers().stream().allMatch(worker -> met.containsKey(worker.worker()));
    }

    private Optional<UnfinishedRun> result() {
        for (final WorkerName worker : run.workers()) {
            if (!met.containsKey(worker.worker())) {
                met.put(worker.worker(), new UnfinishedRun.Worker(worker.worker(),
                        wholeRun ? 0 : GapRecord.UNKNOWN, Math.max(latestNs, run.startTimeNs())));
            }
        }
        final List<UnfinishedRun.Worker> unfinished = new ArrayList<>();
        met.keySet().stream().sorted().map(met::get).filter(worker -> worker != null)
                .forEach(unfinished::add);
        return unfinished.isEmpty()
                ? Optional.empty()
                : Optional.of(new UnfinishedRun(run.runId(), unfinished));
    }

    private Optional<JournalHeader> headerAt(long index) {
        if (index <= 0) {
            return Optional.empty();
        }
        try (ExcerptTailer tailer = queue.createTailer()) {
            if (!tailer.moveToIndex(index)) {
                return Optional.empty();
            }
            try (DocumentContext context = tailer.readingDocument()) {
                if (!context.isPresent()) {
                    return Optional.empty();
                }
                final int length = JournalFiles.wrap(context, document);
                return JournalHeaderCodec.isHeader(document, length)
                        ? Optional.of(JournalHeaderCodec.decode(document, length, where))
                        : Optional.empty();
            }
        }
    }
}
