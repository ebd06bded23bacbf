package io.rxpath.lab.send;

import io.rxpath.lab.capture.Capture;
import java.lang.foreign.MemorySegment;

/**
 * A capture as a feed, in capture order: with its own timing, or faster, or at a fixed rate. A datagram stamped
 * before the one ahead of it is due together with that one.
 */
public final class CaptureShape implements TrafficShape {
    private final Capture capture;
    private final double speed;
    private final long fixedGapNs;
    private final long maxGapNs;
    private final long passGapNs;
    private final long passes;
    private final int maxLength;
    private int at = -1;
    private long pass;
    private long latestStampNs;
    /** Fractions of a ns are kept, or thousands of short gaps played fast would all shrink. */
    private double dueNs;

    private CaptureShape(Capture capture, double speed, long fixedGapNs, long maxGapNs, long passes) {
        if (capture.size() == 0) {
            throw new IllegalArgumentException(
                    "there is nothing to replay in " + capture + ": name a capture with UDP over IP");
        }
        if (passes < 0) {
            throw new IllegalArgumentException(
                    "a capture cannot be replayed " + passes + " times: give 1 or more, or 0 for endless");
        }
        this.capture = capture;
        this.speed = speed;
        this.fixedGapNs = fixedGapNs;
        this.maxGapNs = maxGapNs;
        this.passes = passes;
        this.maxLength = capture.maxLength();
        long meanGapNs = (long) (capture.spanNs() / speed / Math.max(1, capture.size() - 1));
        this.passGapNs = fixedGapNs >= 0 ? fixedGapNs : Math.min(maxGapNs, meanGapNs);
    }

    /**
     * The capture's own timing. One pass follows the other after the mean gap.
     *
     * @param speed 1 for the captured pace, more for faster, less for slower; above 0
     * @param maxGapNs the longest gap as played; longer ones are cut to it. Long.MAX_VALUE cuts none
     * @param passes how often the capture is replayed, 0 for endlessly
     */
    public static CaptureShape ownTiming(Capture capture, double speed, long maxGapNs, long passes) {
        if (!(speed > 0 && speed <= 1e9)) {
            throw new IllegalArgumentException("a replay at " + speed
                    + " times the captured pace is not possible: give more than 0, up to 1e9");
        }
        if (maxGapNs < 0) {
            throw new IllegalArgumentException("gaps cut to " + maxGapNs + " ns: give 0 or more");
        }
        return new CaptureShape(capture, speed, -1, maxGapNs, passes);
    }

    /**
     * The capture's datagrams at a fixed rate.
     *
     * @param gapNs the time from each to the next, 0 or more
     * @param passes how often the capture is replayed, 0 for endlessly
     */
    public static CaptureShape fixedGap(Capture capture, long gapNs, long passes) {
        if (gapNs < 0) {
            throw new IllegalArgumentException("a fixed gap of " + gapNs + " ns: give 0 or more");
        }
        return new CaptureShape(capture, 1, gapNs, gapNs, passes);
    }

    @Override
    public boolean advance() {
        if (at + 1 == capture.size()) {
            if (passes != 0 && pass + 1 >= passes) {
                return false;
            }
            pass++;
            at = 0;
            dueNs += passGapNs;
            latestStampNs = capture.stampNs(0);
            return true;
        }
        at++;
        long stampNs = capture.stampNs(at);
        if (at == 0) {
            latestStampNs = stampNs;
            return true;
        }
        if (fixedGapNs >= 0) {
            dueNs += fixedGapNs;
        } else if (stampNs > latestStampNs) {
            dueNs += Math.min((stampNs - latestStampNs) / speed, maxGapNs);
            latestStampNs = stampNs;
        }
        return true;
    }

    @Override
    public long dueNs() {
        return (long) dueNs;
    }

    @Override
    public int length() {
        return capture.length(at);
    }

    @Override
    public int stream() {
        return capture.stream(at);
    }

    @Override
    public int streams() {
        return capture.streams().size();
    }

    @Override
    public int maxLength() {
        return maxLength;
    }

    @Override
    public void copyPayload(int bytes, MemorySegment target, long offset) {
        capture.copyPayload(at, bytes, target, offset);
    }
}
