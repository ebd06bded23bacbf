package io.rxpath.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.send.SendResult;
import org.HdrHistogram.Histogram;

/** Turns without a machine. */
final class Samples {
    static final Workload WORKLOAD = new Workload(Traffic.steady(20_000, 20_000), 2, Deferral.ON);
    static final Setup SETUP = new Setup("witness", "What the kernel witness costs.",
            "blocking engine, busy-poll window 5000 us", "receiver on CPU 1", 3, 2, 7);

    private Samples() {
    }

    /** {@code packets} latencies of {@code ns} each. */
    static LatencyHistogram latency(long ns, long packets) {
        Histogram histogram = new Histogram(3);
        if (packets > 0) {
            histogram.recordValueWithCount(ns, packets);
        }
        return LatencyHistogram.of(histogram);
    }

    /** A reading whose packets all took {@code ns}, on a thread that had its CPU for half of the time. */
    static Reading reading(long ns, long packets, String notInForce) {
        return new Reading(latency(ns, packets), latency(ns / 2, packets), latency(100, packets),
                new Reading.Counts(packets, 0, 0, packets / 2), new Reading.Cpu(500, 1_000, 0, 0),
                OptionalLong.of(0), Optional.ofNullable(notInForce));
    }

    static Turn turn(String contender, Reading reading) {
        return new Turn(contender, new SendResult(reading.counts().received() + 3, 0, 0, 5, 9_000, 0, 0, 0,
                2_500_000_000L, 0, 0, 0), reading);
    }

    static Turn turn(String contender, long ns) {
        return turn(contender, reading(ns, 1_000, null));
    }

    /** A round beside which the machine stood still twice, for 70 us at most. */
    static Round round(int number, Turn... turns) {
        return new Round(number, List.of(turns), new Stalls(70_000, 2, 200_000_000));
    }

    /** Two contenders over three rounds, of which the other's are 1.5, 2 and 4 times the baseline's. */
    static Cell cell() {
        return new Cell(WORKLOAD, Optional.empty(),
                List.of(round(1, turn("off", 100), turn("own", 200)),
                        round(2, turn("own", 150), turn("off", 100)),
                        round(3, turn("off", 1_000), turn("own", 4_000))));
    }
}
