package io.rxpath.telemetry.journal;

import java.util.function.Consumer;

import io.rxpath.telemetry.event.EndEventDecoder;
import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.GapRecord;
import io.rxpath.telemetry.event.PacketPolicy;

/** Whether one worker's packet numbers are there once and in order, as packets or in gaps, and as many as its end says. */
final class WorkerAudit {
    private final int worker;
    private final String name;
    private final PacketPolicy policy;
    private final boolean fromItsStart;
    private final Consumer<String> findings;
    private long next;
    private boolean started;
    private long recorded;
    private long missing;
    private boolean ended;
    private boolean killed;

    WorkerAudit(int worker, String name, PacketPolicy policy, boolean fromItsStart,
            Consumer<String> findings) {
        this.worker = worker;
        this.name = name;
        this.policy = policy;
        this.fromItsStart = fromItsStart;
        this.findings = findings;
        started = fromItsStart;
    }

    int worker() {
        return worker;
    }

    boolean isEnded() {
        return ended;
    }

    boolean isKilled() {
        return killed;
    }

    void packet(long number) {
        recorded++;
        if (number == next && !ended) {
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
        if (first < 0 || last < first || gap.count() < 1 || gap.count() > last - first + 1) {
            find(what + " says " + gap.count() + " packets, which cannot be.");
            return;
        }
        missing += gap.count();
        if (gap.count() < last - first + 1 && policy.equals(PacketPolicy.ALL)) {
            find(what + " says only " + gap.count() + " packets.");
        }
        other(first, last, what);
        started = true;
    }

    void end(EndEventDecoder end) {
        if (ended) {
            find("it ends twice.");
        }
        ended = true;
        final long last = end.lastNumber();
        if (started && last >= next && !policy.mayLeaveOut(next, last)) {
            find("packets #" + next + " to #" + last
                    + " are missing before its end, and no gap record says so.");
        } else if (last < next - 1) {
            find("its end says that #" + last + " was the last packet, and #" + (next - 1) + " is there.");
        }
        if (fromItsStart && (end.recorded() != recorded || end.missing() != missing)) {
            find("its end says " + end.recorded() + " records and " + end.missing()
                    + " packets in gaps, and there are " + recorded + " and " + missing + ".");
        }
    }

    /**
     * The next run says that this one did not end in order.
     *
     * @param nextNumber the number after its last one, where that is known
     */
    void killed(long nextNumber) {
        killed = true;
        if (ended) {
            find("it ended in order, and the next run says that it did not.");
        } else if (nextNumber != GapRecord.UNKNOWN && nextNumber != next) {
            find("the next run says that #" + (nextNumber - 1) + " was its last packet, and #" + (next - 1)
                    + " is.");
        }
    }

    /** Another run follows. */
    void followed() {
        if (!ended && !killed) {
            find("it has no end, and the next run does not say so.");
        }
    }

    /** A packet or gap that may not be the one due. */
    private void other(long first, long last, String what) {
        if (ended) {
            find(what + " comes after its end.");
        }
        if (!started || first >= next) {
            if (started && first > next && !policy.mayLeaveOut(next, first - 1)) {
                find("packets #" + next + " to #" + (first - 1) + " are missing before " + what
                        + ", and no gap record says so.");
            }
            next = last + 1;
        } else {
            find(what + " comes where #" + next + " was due: twice or out of order.");
            next = Math.max(next, last + 1);
        }
    }

    private void find(String what) {
        findings.accept("Worker " + name + ": " + what);
    }
}
