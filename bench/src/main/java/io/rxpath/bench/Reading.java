package io.rxpath.bench;

import java.util.List;
import java.util.Optional;

import io.rxpath.lab.report.LatencyHistogram;

/**
 * What one contender measured in a turn, warm-up left out but for {@code received}.
 *
 * @param sendToApp from the sender's clock before it sends to the end of the receive call
 * @param stampToApp from the kernel's stamp to the same; empty where a contender has no stamps
 * @param appToHandler from the end of the receive call to the handler; empty where nothing lies between
 * @param received datagrams received, warm-up included
 * @param unstamped datagrams without a send stamp, which nobody's sender of ours sent
 * @param verified packets whose deliverer a record of the kernel's proves
 * @param cpuNs CPU time of the receiving thread, nanoseconds, -1 where it is not known
 * @param wallNs the time that is the CPU time of, nanoseconds
 * @param notInForce why this is no measurement of what the contender is named for; empty where it is one
 */
public record Reading(LatencyHistogram sendToApp, LatencyHistogram stampToApp, LatencyHistogram appToHandler,
        long received, long unstamped, long verified, long cpuNs, long wallNs, Optional<String> notInForce) {

    /** All of {@code turns} together; its CPU time is not known where that of one is not. */
    static Reading pool(List<Reading> turns) {
        boolean cpuKnown = turns.stream().allMatch(turn -> turn.cpuNs >= 0);
        return new Reading(LatencyHistogram.sum(turns.stream().map(Reading::sendToApp).toList()),
                LatencyHistogram.sum(turns.stream().map(Reading::stampToApp).toList()),
                LatencyHistogram.sum(turns.stream().map(Reading::appToHandler).toList()),
                turns.stream().mapToLong(Reading::received).sum(),
                turns.stream().mapToLong(Reading::unstamped).sum(),
                turns.stream().mapToLong(Reading::verified).sum(),
                cpuKnown ? turns.stream().mapToLong(Reading::cpuNs).sum() : -1,
                turns.stream().mapToLong(Reading::wallNs).sum(),
                turns.stream().map(Reading::notInForce).flatMap(Optional::stream).findFirst());
    }
}
