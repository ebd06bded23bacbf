package io.rxpath.telemetry.journal;

import org.agrona.MutableDirectBuffer;

import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapEventEncoder;
import io.rxpath.telemetry.event.GapReason;

/** The records of one worker that have been dropped since the last gap record. One thread; allocates nothing. */
final class Gap {
    private final GapEventEncoder encoder = new GapEventEncoder();
    private final int worker;
    private final GapReason reason;
    private long firstNumber;
    private long lastNumber;
    private long count;
    private long firstAppNs;
    private long lastAppNs;

    Gap(int worker, GapReason reason) {
        this.worker = worker;
        this.reason = reason;
    }

    int worker() {
        return worker;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds one dropped packet. */
    void add(long packetNumber, long appNs) {
        add(packetNumber, packetNumber, 1, appNs, appNs);
    }

    /** Adds the packets of a gap record that has itself been dropped. */
    void add(GapEventDecoder gap) {
        add(gap.firstNumber(), gap.lastNumber(), gap.count(), gap.firstAppNs(), gap.lastAppNs());
    }

    /** Writes the gap record and starts anew. */
    void moveTo(MutableDirectBuffer buffer, int offset) {
        encoder.wrap(buffer, offset).worker(worker, reason).numbers(firstNumber, lastNumber, count)
                .appNs(firstAppNs, lastAppNs);
        count = 0;
    }

    private void add(long first, long last, long packets, long firstNs, long lastNs) {
        if (count == 0) {
            firstNumber = first;
            firstAppNs = firstNs;
        }
        lastNumber = last;
        lastAppNs = lastNs;
        count += packets;
    }
}
