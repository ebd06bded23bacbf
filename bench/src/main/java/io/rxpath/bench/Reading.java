package io.rxpath.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.rxpath.lab.report.LatencyHistogram;

/**
 * What one contender measured in a turn, warm-up left out but for {@code received}.
 *
 * @param sendToApp from when the packet was due to be sent to the end of the receive call
 * @param stampToApp from the kernel's stamp to the same; empty where a contender has no stamps
 * @param appToHandler from the end of the receive call to the handler; empty where nothing lies between
 * @param counts packets, by what became of them
 * @param cpu what the receiving thread used
 * @param allocatedBytes what the receiving thread allocated on the heap, bytes; empty where that is not known or there is
 *     no heap
 * @param notInForce why this is no measurement of what the contender is named for; empty where it is one
 */
public record Reading(LatencyHistogram sendToApp, LatencyHistogram stampToApp, LatencyHistogram appToHandler,
        Counts counts, Cpu cpu, OptionalLong allocatedBytes, Optional<String> notInForce) {

    /**
     * Packets.
     *
     * @param received datagrams received, warm-up included
     * @param unstamped datagrams without a send stamp, which nobody's sender of ours sent
     * @param late packets that the sender sent more than 5 us after they were due: in no send-to-app figure
     * @param verified packets whose deliverer a record of the kernel's proves
     */
    public record Counts(long received, long unstamped, long late, long verified) {
        Counts plus(Counts other) {
            return new Counts(received + other.received, unstamped + other.unstamped, late + other.late,
                    verified + other.verified);
        }
    }

    /**
     * CPU time.
     *
     * @param ns of the receiving thread from the end of the warm-up to the last packet, nanoseconds, -1 where it is not
     *     known
     * @param wallNs the time that is the CPU time of, nanoseconds
     * @param drainNs what of it went into packets that lay in the queue, nanoseconds
     * @param drained how many those were
     */
    public record Cpu(long ns, long wallNs, long drainNs, long drained) {
        Cpu plus(Cpu other) {
            return new Cpu(ns < 0 || other.ns < 0 ? -1 : ns + other.ns, wallNs + other.wallNs,
                    drainNs + other.drainNs, drained + other.drained);
        }
    }

    /** Datagrams received after the warm-up; where queues are drained, those of them that are measured. */
    public long measured() {
        return sendToApp.count() + counts.late + counts.unstamped + cpu.drained;
    }

    /** All of {@code turns} together; what is not known of one is not known of them. */
    static Reading pool(List<Reading> turns) {
        return new Reading(LatencyHistogram.sum(turns.stream().map(Reading::sendToApp).toList()),
                LatencyHistogram.sum(turns.stream().map(Reading::stampToApp).toList()),
                LatencyHistogram.sum(turns.stream().map(Reading::appToHandler).toList()),
                turns.stream().map(Reading::counts).reduce(new Counts(0, 0, 0, 0), Counts::plus),
                turns.stream().map(Reading::cpu).reduce(new Cpu(0, 0, 0, 0), Cpu::plus),
                turns.stream().map(Reading::allocatedBytes).reduce(OptionalLong.of(0), Reading::plus),
                turns.stream().map(Reading::notInForce).flatMap(Optional::stream).findFirst());
    }

    private static OptionalLong plus(OptionalLong one, OptionalLong other) {
        return one.isEmpty() || other.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(one.getAsLong() + other.getAsLong());
    }
}
