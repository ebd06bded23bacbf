package io.rxpath.bench.steps;

import java.util.Optional;

/**
 * What rxpath has to keep to: all that it does for a packet on top of receiving it, as a worker does it one after the
 * other for a batch of one.
 *
 * @param cost classify, tag, handler, counters, publish; of a packet
 * @param apart the same steps measured one by one, without the tag and the handler
 * @param ratio of the cost to the bare system call
 */
public record StepBar(Cost cost, Optional<Cost> apart, double ratio) {
    /** Of a bare system call: 60 ns where that takes 240. */
    public static final double MOST_RATIO = 0.25;
    /** Bytes a packet that count as none: what JMH itself allocates shows as some hundredths. */
    public static final double MOST_BYTES = 0.5;

    /** From a run; empty where a part is missing. */
    public static Optional<StepBar> of(StepTable table) {
        return table.sum(Step.WORKER_PUBLISH_1, Step.COUNT_TURN)
                .flatMap(cost -> table.ratio(cost).map(ratio -> new StepBar(cost,
                        table.sum(Step.CLASSIFY_POLLED, Step.COUNT_PACKET, Step.COUNT_TURN, Step.PUBLISH),
                        ratio)));
    }

    /** Whether it keeps to it. */
    public boolean isMet() {
        return ratio <= MOST_RATIO && cost.allocatedBytes() < MOST_BYTES;
    }
}
