package io.rxpath.telemetry.journal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.EndEventEncoder;
import io.rxpath.telemetry.event.GapEventEncoder;
import io.rxpath.telemetry.event.GapReason;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.PacketEventEncoder;

/** A journal whose every document and record a test chooses, with files of any length in time. */
final class RawJournal implements AutoCloseable {
    private final UnsafeBuffer staging = new UnsafeBuffer(new byte[64 << 10]);
    private final PacketEventEncoder packet = new PacketEventEncoder();
    private final GapEventEncoder gap = new GapEventEncoder();
    private final EndEventEncoder end = new EndEventEncoder();
    private final RollCycle rollCycle;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private long timeMs;
    private long runId;
    private int headerCycle = -1;
    private int length;

    RawJournal(Path folder, RollCycle rollCycle, long timeMs) {
        this.rollCycle = rollCycle;
        this.timeMs = timeMs;
        queue = SingleChronicleQueueBuilder.single(folder.toFile()).rollCycle(rollCycle)
                .blockSize(JournalFiles.BLOCK_LENGTH).timeProvider(() -> this.timeMs).build();
        appender = queue.createAppender();
    }

    /** Goes on to the next file. */
    void roll() {
        timeMs += rollCycle.lengthInMillis();
    }

    /** When the newest file begins, ms. */
    long timeMs() {
        return timeMs;
    }

    void startRun(long id) {
        runId = id;
        headerCycle = -1;
        writeHeader();
    }

    RawJournal packet(int worker, long number, long appNs) {
        packet.wrap(staging, length).packetNumber(number).appNs(appNs).worker(worker)
                .branch(Branch.HOT_POLL, Deliverer.BUSY_POLL).write();
        length += 64;
        return this;
    }

    RawJournal gap(int worker, long first, long last, long appNs) {
        return gap(worker, first, last, last - first + 1, appNs);
    }

    RawJournal gap(int worker, long first, long last, long count, long appNs) {
        gap.wrap(staging, length).worker(worker, GapReason.RING_FULL).numbers(first, last, count).appNs(appNs,
                appNs);
        length += 64;
        return this;
    }

    /** That an earlier run did not end in order: its id, a worker, and the number after its last packet. */
    RawJournal killed(long earlier, int worker, long nextNumber) {
        gap.wrap(staging, length).worker(worker, GapReason.KILLED)
                .numbers(nextNumber, GapRecord.UNKNOWN, GapRecord.UNKNOWN).runId(earlier);
        length += 64;
        return this;
    }

    RawJournal end(int worker, long last, long givenOut, long recorded, long leftOut) {
        end.wrap(staging, length).worker(worker, 1).givenOut(last, givenOut).recorded(recorded)
                .leftOut(leftOut);
        length += 64;
        return this;
    }

    /** Any 64 bytes, or fewer. */
    RawJournal bytes(byte... bytes) {
        staging.putBytes(length, bytes);
        length += bytes.length;
        return this;
    }

    /** Makes what was given since the last time one document, if anything was. */
    void write() {
        if (length == 0) {
            return;
        }
        if (queue.cycle() != headerCycle) {
            writeHeader();
        }
        append(staging, length);
        length = 0;
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }

    /** A time in ns at the start of the newest file. */
    long timeNs() {
        return TimeUnit.MILLISECONDS.toNanos(timeMs);
    }

    private void writeHeader() {
        final DirectBuffer header = JournalHeaderCodec.encode(Journals.header(runId));
        append(header, header.capacity());
        headerCycle = queue.cycle();
    }

    private void append(DirectBuffer from, int bytes) {
        final Bytes<?> document = Bytes.allocateDirect(bytes);
        try {
            new UnsafeBuffer(document.addressForWrite(0), bytes).putBytes(0, from, 0, bytes);
            document.readPositionRemaining(0, bytes);
            appender.writeBytes(document);
        } finally {
            document.releaseLast();
        }
    }
}
