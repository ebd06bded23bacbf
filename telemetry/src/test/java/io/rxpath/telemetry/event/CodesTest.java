package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes on disk never change, and a code from a newer version is survived. */
class CodesTest {
    static Stream<Arguments> words() {
        return Stream.of(
                word(Branch.values(), Branch::code, Branch::of, Branch.UNKNOWN,
                        "UNKNOWN 0, HOT_POLL 1, CPU_STEAL 2, FALLBACK_IRQ 3"),
                word(Deliverer.values(), Deliverer::code, Deliverer::of, Deliverer.CONTESTED,
                        "CONTESTED 0, BUSY_POLL 1, SOFTIRQ 2"),
                word(Cause.values(), Cause::code, Cause::of, Cause.NONE,
                        "NONE 0, NO_STAMP 1, CONTESTED 2, PREEMPTED 3, MIGRATED 4, STOPPED 5, JVM_PAUSE 6, STALLED 7, "
                                + "IRQ_MODE 8, NOT_ARMED 9, WINDOW_EXPIRED 10, AWAY 11, RACED 12, LATE_POLL 13, "
                                + "SIBLING_STARVED 14"),
                word(Via.values(), Via::code, Via::of, Via.NONE,
                        "NONE 0, INLINE 1, REMOTE 2, TIMER 3, KSOFTIRQD 4, PEER 5"),
                word(Evidence.values(), Evidence::code, Evidence::of, Evidence.NONE,
                        "NONE 0, INFERRED 1, VERIFIED 2, BOUNDED 3"),
                word(StampProvenance.values(), StampProvenance::code, StampProvenance::of,
                        StampProvenance.NONE, "NONE 0, SOFTWARE 1, HARDWARE 2"),
                word(GapReason.values(), GapReason::code, GapReason::of, GapReason.UNKNOWN,
                        "UNKNOWN 0, RING_FULL 1, WRITE_FAILED 2, KILLED 3"),
                word(RecordType.values(), RecordType::code, RecordType::of, RecordType.UNKNOWN,
                        "UNKNOWN 0, HEADER 1, PACKET 2, GAP 3, TRANSITION 4, WINDOW 5, EPOCH 6, EXTENSION 7, "
                                + "FEED 8, END 9"),
                word(FeedEventKind.values(), FeedEventKind::code, FeedEventKind::of, FeedEventKind.UNKNOWN,
                        "UNKNOWN 0, GAP 1, FILL 2, RESET 3, REPEATS 4, NOT_HEADERS 5, END_OF_SESSION 6"),
                word(FeedScope.values(), FeedScope::code, FeedScope::of, FeedScope.UNKNOWN,
                        "UNKNOWN 0, CHANNEL 1, LINE 2"),
                word(RollPeriod.values(), RollPeriod::code, RollPeriod::of, RollPeriod.UNKNOWN,
                        "UNKNOWN 0, DAILY 1, HOURLY 2, TEN_MINUTELY 3, MINUTELY 4"));
    }

    @ParameterizedTest
    @MethodSource("words")
    <E extends Enum<E>> void codesArePinned(E[] values, ToIntFunction<E> code, IntFunction<E> of, E unknown,
            String pinned) {
        assertEquals(pinned, Arrays.stream(values).map(value -> value.name() + " " + code.applyAsInt(value))
                .collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @MethodSource("words")
    <E extends Enum<E>> void codesReadBackAndUnknownOnesAreSurvived(E[] values, ToIntFunction<E> code,
            IntFunction<E> of, E unknown, String pinned) {
        for (int candidate = -3; candidate < 300; candidate++) {
            final int wanted = candidate;
            final E expected = Arrays.stream(values).filter(value -> code.applyAsInt(value) == wanted)
                    .findFirst().orElse(unknown);
            assertSame(expected, of.apply(candidate), () -> "code " + wanted);
        }
        assertSame(unknown, of.apply(Integer.MAX_VALUE));
        assertSame(unknown, of.apply(Integer.MIN_VALUE));
    }

    private static <E extends Enum<E>> Arguments word(E[] values, ToIntFunction<E> code, IntFunction<E> of,
            E unknown, String pinned) {
        return Arguments.of(values, code, of, unknown, pinned);
    }
}
