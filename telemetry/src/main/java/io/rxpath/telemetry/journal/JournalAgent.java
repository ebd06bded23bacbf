package io.rxpath.telemetry.journal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.EndEventEncoder;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.JournalRecord;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.event.SyncPolicy;

/**
 * The journal thread's duty: takes records from the rings and writes many of them as one document. It may be made on
 * any thread, before the poll threads are pinned; from the first {@link #doWork()} to {@link #close()} it belongs to
 * the journal thread, but for what says "any thread".
 *
 * <p>When writing fails (a full disk is an Error) it goes on taking records, so that the rings stay empty, and counts
 * them. It keeps the batch that failed, tries again after a while, and when writing goes again it writes that batch,
 * then a gap record per worker for what was lost, then goes on. So each packet number is in the journal exactly once,
 * as itself or in a gap, unless the run ends while writing fails.
 */
public final class JournalAgent implements Agent, AutoCloseable {
    /** Records per document when nothing else is said. */
    public static final int DEFAULT_BATCH_RECORDS = 512;
    /** Bytes left free on the disk when nothing else is said: writing on a full disk can kill the process. */
    public static final long DEFAULT_RESERVE_BYTES = 64L << 20;
    /** The most records per document. */
    public static final int MAX_BATCH_RECORDS = JournalFiles.MAX_DOCUMENT_LENGTH / JournalRecord.LENGTH;

    private static final String FULL = "the disk has less space left than the journal leaves free";
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long DISK_CHECK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long DISK_CHECK_BYTES = 1 << 20;

    private final EndEventEncoder end = new EndEventEncoder();
    private final SlotHandler stage = this::stage;
    private final SlotHandler lose = this::lose;
    private final LostRecords lost = new LostRecords();
    private final DocumentStore store;
    private final JournalSync sync;
    private final Optional<UnfinishedRun> unfinishedRun;
    private final EventRing[] rings;
    private final long[] packetsRecorded;
    private final int batchRecords;
    private final LongSupplier clockNs;
    private UnsafeBuffer staging;
    private int staged;
    private int firstRing;
    /** Whose records are being taken. */
    private int ring;
    private boolean failing;
    private boolean closed;
    private long retryAtNs;
    private long diskCheckAtNs;
    private long bytesSinceDiskCheck;
    private volatile long recordsWritten;
    private volatile long recordsLost;
    private volatile WriteFailures failures = WriteFailures.NONE;

    /**
     * Takes the folder and writes the run's header, with the default reserve.
     *
     * @param folder checked just before
     * @param header of this run
     * @param rings one per worker, whose only consumer this is
     * @param batchRecords the most records per document, 1 to {@link #MAX_BATCH_RECORDS}
     * @throws JournalException if the folder cannot be written or another process writes it
     */
    public JournalAgent(JournalFolder folder, JournalHeader header, List<EventRing> rings, int batchRecords) {
        this(folder, header, rings, batchRecords, DEFAULT_RESERVE_BYTES);
    }

    /**
     * Takes the folder, sees whether the run before this one ended in order, and writes the run's header, with a gap
     * for each worker of a run that did not. A folder keeps the roll period that it has, whatever the header wants.
     *
     * @param reserveBytes what must stay free on the disk, or the journal pauses and counts; the other parameters
     *     are those of the shorter constructor
     * @throws JournalException if the folder cannot be written or another process writes it
     */
    public JournalAgent(JournalFolder folder, JournalHeader header, List<EventRing> rings, int batchRecords,
            long reserveBytes) {
        this(new ChronicleStore(folder, header.withRoll(folder.rollPeriod().orElse(header.roll())),
                checked(batchRecords, rings) * JournalRecord.LENGTH, reserveBytes, System::currentTimeMillis),
                header.sync(), rings, batchRecords, System::nanoTime);
    }

    JournalAgent(ChronicleStore store, SyncPolicy sync, List<EventRing> rings, int batchRecords,
            LongSupplier clockNs) {
        this(store, sync, store.unfinishedRun(), rings, batchRecords, clockNs);
    }

    JournalAgent(DocumentStore store, List<EventRing> rings, int batchRecords, LongSupplier clockNs) {
        this(store, SyncPolicy.NONE, Optional.empty(), rings, batchRecords, clockNs);
    }

    JournalAgent(DocumentStore store, SyncPolicy sync, Optional<UnfinishedRun> unfinishedRun,
            List<EventRing> rings, int batchRecords, LongSupplier clockNs) {
        this.store = store;
        this.sync = new JournalSync(store, sync);
        this.unfinishedRun = unfinishedRun;
        this.rings = rings.toArray(EventRing[]::new);
        this.batchRecords = batchRecords;
        this.clockNs = clockNs;
        packetsRecorded = new long[rings.size()];
        recordsWritten = unfinishedRun.map(run -> run.workers().size()).orElse(0);
    }

    @Override
    public String roleName() {
        return "journal";
    }

    /**
     * One turn: takes what the rings hold, at most a batch of each, and writes it. Never throws.
     *
     * @return records taken; 0 means there was nothing to do
     */
    @Override
    public int doWork() {
        if (closed) {
            return 0;
        }
        final long nowNs = clockNs.getAsLong();
        watchDisk(nowNs);
        if (failing && nowNs - retryAtNs >= 0) {
            resume(nowNs);
        }
        int taken = 0;
        firstRing = firstRing + 1 < rings.length ? firstRing + 1 : 0;
        for (int i = 0; i < rings.length; i++) {
            ring = (firstRing + i) % rings.length;
            taken += take(nowNs);
        }
        write(nowNs);
        sync.turn(nowNs, recordsWritten);
        return taken;
    }

    /**
     * Writes what the rings hold at this moment and closes the journal. The producers have stopped by then, and said so
     * by {@link EventPublisher#finish}: a run that has not is one that did not end in order. Never throws; harmless when
     * closed already.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        final long nowNs = clockNs.getAsLong();
        if (failing) {
            resume(nowNs);
        }
        long left = 0;
        for (final EventRing each : rings) {
            left += each.size();
        }
        for (int taken = 1; left > 0 && taken > 0; left -= taken) {
            taken = doWork();
        }
        recordsLost = recordsLost + staged + lost.ends();
        closed = true;
        sync.finish(recordsWritten);
        store.close();
    }

    @Override
    public void onClose() {
        close();
    }

    /** Any thread: records in the journal, gap records among them. */
    public long recordsWritten() {
        return recordsWritten;
    }

    /** Any thread: records taken from a ring that are not in the journal. */
    public long recordsLost() {
        return recordsLost;
    }

    /** Any thread: how often, when and why writing failed. */
    public WriteFailures writeFailures() {
        return failures;
    }

    /** Any thread: what has been forced to the disk. */
    public SyncStatus sync() {
        return sync.status();
    }

    /** Any thread: the run before this one in the folder where it did not end in order; empty where it did. */
    public Optional<UnfinishedRun> unfinishedRun() {
        return unfinishedRun;
    }

    private int take(long nowNs) {
        if (failing) {
            return rings[ring].drain(lose, batchRecords);
        }
        if (staging == null) {
            staging = store.staging();
        }
        final int taken = rings[ring].drain(stage, batchRecords - staged);
        if (staged == batchRecords) {
            write(nowNs);
        }
        return taken;
    }

    private void stage(DirectBuffer buffer, int offset) {
        final int at = staged * JournalRecord.LENGTH;
        staging.putBytes(at, buffer, offset, JournalRecord.LENGTH);
        final RecordType type = JournalRecord.type(buffer, offset);
        if (type == RecordType.PACKET) {
            packetsRecorded[ring]++;
        } else if (type == RecordType.END) {
            end.onto(staging, at).recorded(packetsRecorded[ring]);
        }
        staged++;
    }

    private void lose(DirectBuffer buffer, int offset) {
        if (JournalRecord.type(buffer, offset) != RecordType.END) { // that is kept, and comes later
            recordsLost = recordsLost + 1;
        }
        lost.add(buffer, offset, packetsRecorded[ring]);
    }

    private void write(long nowNs) {
        if (staged == 0 || failing) {
            return;
        }
        final int length = staged * JournalRecord.LENGTH;
        try {
            store.append(length);
        } catch (final Throwable e) {
            fail(nowNs, e.toString());
            return;
        }
        written(nowNs, length);
    }

    private void written(long nowNs, int length) {
        recordsWritten = recordsWritten + staged;
        sync.appended(nowNs, recordsWritten);
        bytesSinceDiskCheck += length;
        staged = 0;
    }

    private void watchDisk(long nowNs) {
        if (failing || nowNs - diskCheckAtNs < 0 && bytesSinceDiskCheck < DISK_CHECK_BYTES) {
            return;
        }
        diskCheckAtNs = nowNs + DISK_CHECK_NS;
        bytesSinceDiskCheck = 0;
        try {
            if (store.freeBytes() < 0) {
                fail(nowNs, FULL);
            }
        } catch (final Throwable e) {
            fail(nowNs, e.toString());
        }
    }

    private void fail(long nowNs, String reason) {
        failing = true;
        retryAtNs = nowNs + RETRY_NS;
        failures = failures.and(System.currentTimeMillis(), reason);
    }

    /** The batch that failed, unless it did reach the journal, then what is owed for the lost. */
    private void resume(long nowNs) {
        try {
            staging = store.staging();
            if (store.freeBytes() < 0) {
                fail(nowNs, FULL);
                return;
            }
            final int length = staged * JournalRecord.LENGTH;
            if (store.recover(length)) {
                written(nowNs, length);
            }
        } catch (final Throwable e) {
            fail(nowNs, e.toString());
            return;
        }
        failing = false;
        write(nowNs);
        while (!failing && lost.moveTo(staging, staged * JournalRecord.LENGTH)) {
            staged++;
            if (staged == batchRecords) {
                write(nowNs);
            }
        }
        write(nowNs);
    }

    private static int checked(int batchRecords, List<EventRing> rings) {
        if (batchRecords < 1 || batchRecords > MAX_BATCH_RECORDS) {
            throw new IllegalArgumentException("A journal document holds 1 to " + MAX_BATCH_RECORDS
                    + " records, not " + batchRecords + ".");
        }
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("A journal needs the ring of at least one worker.");
        }
        return batchRecords;
    }
}
