package io.rxpath.lab.truth;

import static io.rxpath.poller.EngineKind.BLOCKING;
import static io.rxpath.poller.EngineKind.EPOLL;
import static io.rxpath.poller.EngineKind.INTERRUPT;
import static io.rxpath.poller.EngineKind.SPINNING;

import java.nio.file.Path;
import java.util.List;

import io.rxpath.lab.truth.Scenario.Trait;
import io.rxpath.lab.truth.Setup.Sockets;
import io.rxpath.lab.truth.disturbance.ClockSteps;
import io.rxpath.lab.truth.disturbance.GarbageStorm;
import io.rxpath.lab.truth.disturbance.GroToggle;
import io.rxpath.lab.truth.disturbance.Migration;
import io.rxpath.lab.truth.disturbance.PacketSteering;
import io.rxpath.lab.truth.disturbance.PeerPoller;
import io.rxpath.lab.truth.disturbance.SafepointPauses;
import io.rxpath.lab.truth.disturbance.SpinningRival;
import io.rxpath.lab.truth.disturbance.StarvedSibling;
import io.rxpath.lab.truth.disturbance.StopAndContinue;
import io.rxpath.lab.truth.disturbance.WakingRival;
import io.rxpath.lab.truth.disturbance.WideMask;
import io.rxpath.poller.EngineKind;

/** All scenarios, in the order in which they are run. */
public final class Scenarios {
    private static final long US = 1_000;
    private static final EngineKind[] POLLING = {BLOCKING, SPINNING, EPOLL};
    private static final EngineKind[] ALL = {BLOCKING, SPINNING, EPOLL, INTERRUPT};
    /** Room for some eighty small datagrams. */
    private static final int SMALL_BUFFER_BYTES = 32 << 10;

    private Scenarios() {
    }

    /**
     * All of them.
     *
     * @param capture the futures capture; null where there is none
     */
    public static List<Scenario> all(Path capture) {
        return List.of(
                Scenario.of("steady-20us", "A packet every 20 us.", Feed.steady(20 * US), Mode.both(ALL))
                        .quick(Mode.both(BLOCKING, SPINNING, EPOLL)),
                Scenario.of("steady-200us", "A packet every 200 us.", Feed.steady(200 * US).packets(20_000),
                        Mode.both(ALL)).quick(Mode.plain(BLOCKING, INTERRUPT)),
                Scenario.of("poisson", "Exponential gaps, 50 us in the mean.", Feed.poisson(50 * US),
                        Mode.both(ALL)).quick(Mode.both(BLOCKING)),
                Scenario.of("bursts", "Trains, near and idle gaps as on a futures channel, two lines.",
                        Feed.bursts(), Mode.both(ALL)).quick(Mode.both(BLOCKING)),
                Scenario.of("back-to-back", "Ten packets back to back every 400 us.",
                        Feed.groups(10, 400 * US), Mode.both(POLLING)).quick(Mode.plain(BLOCKING, SPINNING)),
                Scenario.of("gap-over-window", "Gaps of 150 to 300 us, a window of 100 us.",
                        Feed.gaps(150 * US, 300 * US), Mode.both(BLOCKING, EPOLL))
                        .with(Setup.USUAL.window(100)).quick(Mode.plain(BLOCKING)),
                Scenario.of("rival", "A thread of the same priority spins on the receiver's core.",
                        Feed.steady(100 * US), Mode.both(POLLING)).with(new SpinningRival())
                        .with(Trait.SHARED_CORE).quick(Mode.deferred(BLOCKING)),
                Scenario.of("waker",
                        "A thread on the receiver's core wakes every millisecond and works for 50 us.",
                        Feed.steady(50 * US), Mode.both(POLLING)).with(new WakingRival())
                        .with(Trait.SHARED_CORE).quick(Mode.plain(BLOCKING)),
                Scenario.of("sigstop", "The receiver's process is stopped for 2 ms every 20 ms.",
                        Feed.steady(50 * US), Mode.both(POLLING)).with(new StopAndContinue())
                        .quick(Mode.plain(BLOCKING)),
                Scenario.of("migration", "The poll thread is moved to the other core and back every 4 ms.",
                        Feed.steady(50 * US), Mode.both(POLLING)).with(new Migration())
                        .with(Trait.SHARED_CORE),
                Scenario.of("wide-mask",
                        "The poll thread may run on both cores while a load on its own comes and goes.",
                        Feed.steady(50 * US), Mode.both(POLLING)).with(new WideMask())
                        .with(Trait.SHARED_CORE),
                Scenario.of("rps", "Packets are steered to the other core's backlog.", Feed.steady(50 * US),
                        Mode.both(ALL)).with(new PacketSteering()),
                Scenario.of("softirq-on-own-cpu",
                        "A timer of 20 us on the receiver's core and a handler of 50 us a packet.",
                        Feed.steady(100 * US), Mode.deferred(POLLING)).with(Setup.USUAL.flush(20 * US))
                        .with(Handling.work(50 * US)).quick(Mode.deferred(BLOCKING)),
                Scenario.of("gro-toggle",
                        "GRO goes off and on again five times a second: the NAPI id changes.",
                        Feed.steady(100 * US), Mode.plain(POLLING)).with(new GroToggle()),
                Scenario.of("peer-poll", "A second thread busy-polls the same NAPI on a third core.",
                        Feed.steady(50 * US), Mode.both(POLLING))
                        .with(new PeerPoller(Bench.GROUP.getAddress(), Bench.GROUP.getPort()))
                        .with(Trait.THREE_CPUS).exempt("two pollers of one NAPI see each other's packets"),
                Scenario.of("overflow", "A handler of 60 us a packet, a packet every 30 us, a small buffer.",
                        Feed.steady(30 * US).packets(120_000), Mode.both(POLLING))
                        .with(Setup.USUAL.receiveBuffer(SMALL_BUFFER_BYTES)).with(Handling.work(60 * US)),
                Scenario.of("two-sockets", "Two sockets on one NAPI, in turn.", Feed.steady(50 * US),
                        Mode.both(SPINNING, EPOLL)).with(Setup.USUAL.with(Sockets.TWO_WHERE_POSSIBLE))
                        .quick(Mode.deferred(SPINNING)),
                Scenario.of("mixed-napi", "Two sockets, each on a NAPI of its own.", Feed.steady(50 * US),
                        Mode.both(SPINNING, EPOLL)).with(Setup.USUAL.with(Sockets.TWO_DEVICES)),
                Scenario.of("clock-step", "The receiver's realtime clock steps by 3 ms, forth and back.",
                        Feed.steady(50 * US), Mode.plain(POLLING)).with(new ClockSteps())
                        .with(Trait.CLOCK_SEAM).exempt("stamps around a step are dropped by design"),
                Scenario.of("handler-5us", "The handler works 5 us a packet.", Feed.steady(20 * US),
                        Mode.both(POLLING)).with(Handling.work(5 * US)),
                Scenario.of("handler-50us", "The handler works 50 us a packet.", Feed.gaps(60 * US, 140 * US),
                        Mode.both(POLLING)).with(Handling.work(50 * US)).quick(Mode.plain(BLOCKING)),
                Scenario.of("handler-sleep", "The handler sleeps 300 us at every 50th packet.",
                        Feed.steady(50 * US), Mode.both(POLLING)).with(Handling.sleep(300, 50))
                        .quick(Mode.plain(BLOCKING)),
                Scenario.of("starved-sibling",
                        "A thread of the same program waits for the receiver's core every 4 ms.",
                        Feed.steady(100 * US), Mode.deferred(POLLING)).with(new StarvedSibling())
                        .with(Trait.SHARED_CORE)
                        .exempt("a sibling's waiting is telemetry, not a packet's time"),
                Scenario.of("safepoint",
                        "All Java threads stop for a dump every 20 ms; a packet every 200 us.",
                        Feed.steady(200 * US).packets(20_000), Mode.both(POLLING)).with(new SafepointPauses())
                        .quick(Mode.plain(BLOCKING)),
                Scenario.of("gc-storm", "Two threads allocate all the time.", Feed.steady(50 * US),
                        Mode.both(POLLING)).with(new GarbageStorm()),
                Scenario.of("cme", "The real futures capture, its two lines on two ports.",
                        Feed.cme(capture == null ? Path.of("no-capture") : capture), Mode.both(ALL))
                        .with(Setup.USUAL.with(Sockets.TWO_WHERE_POSSIBLE)).with(Trait.CAPTURE));
    }
}
