package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * A feed that bursts like a futures channel with its two redundant lines. Endless.
 *
 * <p>The parameters were read off a CME MDP 3.0 capture of 10,000 packets, 5,000 messages on an A and a B line:
 * <ul>
 * <li>Each message goes out on both lines, one 111 ns to 15 µs after the other (median 275 ns), with the same length.
 * These are half of all gaps, so that the median over all gaps, 7 µs, falls between the two kinds.</li>
 * <li>The gaps between messages are of three classes: within a train (below 60 µs), near (to 1 ms), idle. Which class
 * follows which was counted, and so was how many train gaps follow each other (1 to 68). They are drawn from that
 * chain, each gap from its class's quantiles; in trains of ten gaps and more the capture is tighter than in short
 * ones and each has its own pace, which gives its bursts of up to 78 packets in 1 ms.</li>
 * <li>Lengths are drawn from quantiles for each class: most 92 bytes, 1,412 at most.</li>
 * </ul>
 * The idle gaps last up to 30 s and make up nearly all of the capture's 304 s; a cap shortens them alone. 10,000
 * packets then take about 1.5 s with a cap of 1 ms, 4 s with 5 ms and 19 s with 50 ms.
 */
public final class BurstShape implements TrafficShape {
    private static final int MAX_LENGTH = 1_412;
    private static final int LONG_TRAIN = 10;
    /** How often the second line's copy comes first. */
    private static final double SWAPPED = 0.04;
    private static final double LEAST_PACE = 0.80;
    private static final double MOST_PACE = 1.15;

    private static final int TRAIN = 0;
    private static final int NEAR = 1;
    private static final int IDLE = 2;
    /** After a class of gap: the chance of a train, and of a train or a near gap. A train is drawn whole. */
    private static final double[][] NEXT = {{0, 0.896}, {0.196, 0.822}, {0.031, 0.492}};

    private static final QuantileTable SKEW_NS = new QuantileTable(0, 111, 0.05, 134, 0.25, 216, 0.5, 275,
            0.75, 387, 0.9, 738, 0.95, 1_371, 0.99, 4_708, 1, 15_400);
    private static final QuantileTable TRAIN_GAPS = new QuantileTable(0, 1, 0.44, 1, 0.46, 2, 0.62, 2, 0.65,
            3, 0.75, 4, 0.85, 6, 0.9, 9, 0.95, 16, 0.98, 21, 0.99, 32, 1, 68);
    private static final QuantileTable SHORT_TRAIN_NS = new QuantileTable(0, 2_257, 0.01, 6_609, 0.05, 21_830,
            0.1, 23_902, 0.25, 27_708, 0.5, 35_025, 0.75, 46_886, 0.9, 54_911, 1, 59_947);
    private static final QuantileTable LONG_TRAIN_NS = new QuantileTable(0, 12_428, 0.01, 17_986, 0.05,
            21_725, 0.1, 22_620, 0.25, 25_310, 0.5, 29_684, 0.75, 35_673, 0.9, 43_198, 1, 59_247);
    private static final QuantileTable NEAR_NS = new QuantileTable(0, 60_021, 0.05, 64_924, 0.1, 71_824, 0.25,
            96_381, 0.5, 180_654, 0.75, 336_289, 0.9, 511_617, 0.95, 756_465, 1, 999_548);
    private static final QuantileTable IDLE_NS = new QuantileTable(0, 1_000_144, 0.05, 1_033_149, 0.1,
            1_325_562, 0.25, 2_629_839, 0.5, 11_969_618, 0.75, 40_966_667, 0.9, 95_011_391, 0.975,
            239_112_757, 0.99, 12_262_205_899.0, 0.995, 30_000_197_887.0, 1, 30_000_217_170.0);
    private static final QuantileTable[] LENGTHS = {
        new QuantileTable(0, 92, 0.7, 92, 0.725, 124, 0.85, 124, 0.9, 164, 0.925, 188, 0.95, 252, 0.975, 348,
                0.99, 604, 0.999, MAX_LENGTH, 1, MAX_LENGTH),
        new QuantileTable(0, 92, 0.45, 92, 0.5, 108, 0.6, 124, 0.7, 172, 0.75, 204, 0.8, 260, 0.85, 348, 0.9,
                476, 0.95, 628, 0.975, 804, 0.99, 1_004, 0.999, 1_380, 1, 1_388),
        new QuantileTable(0, 22, 0.005, 92, 0.6, 92, 0.7, 124, 0.8, 172, 0.9, 252, 0.95, 380, 0.975, 572,
                0.99, 700, 1, 924)};

    private final long idleCapNs;
    private final SplittableRandom random;
    private final FillerPayload payload;
    private int gapClass = IDLE;
    private int trainGapsLeft;
    private boolean longTrain;
    private double pace;
    private long messageNs;
    private boolean secondCopy;
    private boolean swapped;
    private boolean begun;
    private long dueNs;
    private int length;

    /**
     * Creates the feed; its first datagram is due at 0.
     *
     * @param idleCapNs the longest gap between messages, at least 1 ms
     * @param seed what the randomness follows from
     */
    public BurstShape(long idleCapNs, long seed) {
        if (idleCapNs < 1_000_000) {
            throw new IllegalArgumentException("idle gaps cut to " + idleCapNs
                    + " ns: give 1000000 (1 ms) or more, shorter ones belong to the bursts");
        }
        this.idleCapNs = idleCapNs;
        this.random = new SplittableRandom(seed);
        this.payload = new FillerPayload(MAX_LENGTH, seed);
    }

    @Override
    public boolean advance() {
        if (begun && !secondCopy) {
            dueNs = messageNs + (long) SKEW_NS.value(random.nextDouble());
            secondCopy = true;
            return true;
        }
        if (begun) {
            messageNs = Math.max(dueNs, messageNs + gapNs());
        }
        begun = true;
        secondCopy = false;
        dueNs = messageNs;
        swapped = random.nextDouble() < SWAPPED;
        length = LENGTHS[gapClass].rounded(random.nextDouble());
        return true;
    }

    private long gapNs() {
        if (trainGapsLeft == 0) {
            double draw = random.nextDouble();
            gapClass = draw < NEXT[gapClass][0] ? TRAIN : draw < NEXT[gapClass][1] ? NEAR : IDLE;
            if (gapClass == TRAIN) {
                trainGapsLeft = TRAIN_GAPS.rounded(random.nextDouble());
                longTrain = trainGapsLeft >= LONG_TRAIN;
                pace = random.nextDouble(LEAST_PACE, MOST_PACE);
            }
        }
        double share = random.nextDouble();
        if (gapClass == TRAIN) {
            trainGapsLeft--;
            return (long) (longTrain ? LONG_TRAIN_NS.value(share) * pace : SHORT_TRAIN_NS.value(share));
        }
        return gapClass == NEAR
                ? (long) NEAR_NS.value(share)
                : Math.min(idleCapNs, (long) IDLE_NS.value(share));
    }

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int stream() {
        return secondCopy != swapped ? 1 : 0;
    }

    @Override
    public int streams() {
        return 2;
    }

    @Override
    public int maxLength() {
        return MAX_LENGTH;
    }

    @Override
    public void copyPayload(int bytes, MemorySegment target, long offset) {
        payload.copy(bytes, target, offset);
    }
}
