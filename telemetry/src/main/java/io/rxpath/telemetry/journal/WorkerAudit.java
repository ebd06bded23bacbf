package io.rxpath.telemetry.journal;

import java.util.function.Consumer;

import io.rxpath.telemetry.event.GapEventDecoder;

/** Whether one worker's packet numbers are there once and in order, as packets or in gaps. */
final class WorkerAudit {
    private final int worker;
    private final String name;
    private final AllowedMissing allowed;
    private final Consumer<String> findings;
    private long next;
    private boolean started;

    WorkerAudit(int worker, String name, AllowedMissing allowed, boolean fromItsStart,
            Consumer<String> findings) {
        this.worker = worker;
        this.name = name;
        this.allowed = allowed;
        this.findings = findings;
        started = fromItsStart;
    }

    int worker() {
        return worker;
    }

    void packet(long number) {
        if (number == next) {
            next = number + 1;
        } else {
            other(number, number, "packet #" + number);
        }
        started = true;
    }

    void gap(GapEventDecoder gap) {
        final long first = gap.firstNumber();
        final long last = gap.lastNumber();
        final String what = "the gap #" + first + " to #" + last;
        if (last < first || gap.count() < 1 || gap.count() > last - first + 1) {
            findings.accept(
                    "Worker " + name + ": " + what + " says " + gap.count() + " packets, which cannot be.");
            return;
        }
        if (gap.count() < last - first + 1 && allowed == AllowedMissing.NONE) {
            findings.accept("Worker " + name + ": " + what + " says only " + gap.count() + " packets.");
        }
        other(first, last, what);
        started = true;
    }

    /** The worker's own word that it ended in order, the last number it gave out or one below zero for none. */
    void end(long lastNumber) {
        if (lastNumber >= next && !allowed.mayBeMissing(next, lastNumber)) {
            findings.accept("Worker " + name + ": packets #" + next + " to #" + lastNumber
                    + " are missing before its end, and no gap record says so.");
        } else if (started && lastNumber < next - 1) {
            findings.accept("Worker " + name + ": its end says that #" + lastNumber
                    + " was its last packet, and #" + (next - 1) + " is there.");
        }
    }

    /** A packet or gap that may not be the one due. */
    private void other(long first, long last, String what) {
        if (!started || first >= next) {
            if (started && first > next && !allowed.mayBeMissing(next, first - 1)) {
                findings.accept("Worker " + name + ": packets #" + next + " to #" + (first - 1)
                        + " are missing before " + what + ", and no gap record says so.");
            }
            next = last + 1;
        } else {
            findings.accept("Worker " + name + ": " + what + " comes where #" + next
                    + " was due: twice or out of order.");
            next = Math.max(next, last + 1);
        }
    }
}
