package io.rxpath.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.rxpath.Receiver;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;

/**
 * rxpath's receiver at one level of the kernel witness, without a journal.
 *
 * @param level the level
 * @param engine how it waits
 * @param windowUsecs its busy-poll window, microseconds
 */
record WitnessContender(WitnessLevel level, EngineKind engine, int windowUsecs) implements Contender {
    /** From this many packets of the softirq on, the full witness knows the way of some. */
    private static final long TELLING = 100;

    @Override
    public String name() {
        return level.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Receiving open(Seat seat) {
        LatencyRecorder recorder = new LatencyRecorder(seat.warmUpPackets());
        Receiver receiver = Receiver.open(config(seat), recorder);
        try {
            receiver.start();
        } catch (RuntimeException refused) {
            receiver.close();
            throw refused;
        }
        return new Run(receiver, recorder);
    }

    ReceiverConfig config(Seat seat) {
        SocketConfig socket = new SocketConfig("feed", "LAB", name(), true, seat.device(), null,
                seat.feed().getAddress(), null, seat.feed().getPort(),
                SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES);
        WorkerConfig worker = new WorkerConfig("feed", seat.cpu(), engine, WorkerConfig.DEFAULT_BATCH,
                WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, new BusyPollConfig(windowUsecs, true, 0), level,
                false, List.of(socket));
        return new ReceiverConfig(LimitsConfig.DEFAULT, new JournalConfig(false, Path.of("unused"), 64),
                new HousekeepingConfig(seat.helperCpu()), List.of(worker));
    }

    /** The packets themselves show whether the kernel's records were read: no other proof is as near. */
    static Optional<String> notInForce(WitnessLevel level, LatencyRecorder recorder) {
        if (level != WitnessLevel.OFF && recorder.verified() == 0) {
            return Optional.of("not one packet was verified by a record of the kernel's; the tracepoints need"
                    + " root and a mounted tracefs");
        }
        if (level == WitnessLevel.FULL && recorder.bySoftirq() >= TELLING && recorder.onKnownWay() == 0) {
            return Optional.of(
                    "of no packet that a softirq delivered is the way known, so only \"own\" was in force");
        }
        return Optional.empty();
    }

    private final class Run implements Receiving {
        private final Receiver receiver;
        private final LatencyRecorder recorder;

        Run(Receiver receiver, LatencyRecorder recorder) {
            this.receiver = receiver;
            this.recorder = recorder;
        }

        @Override
        public long received() {
            return receiver.workers().getFirst().polling().get(Counter.PACKETS);
        }

        @Override
        public Reading stop() {
            LatencyRecorder.Usage usage = recorder.usage();
            receiver.stop();
            receiver.failure().ifPresent(failure -> {
                throw new BenchException("the receiver ended by itself: " + failure.getMessage(), failure);
            });
            return recorder.reading(usage, notInForce(level, recorder));
        }

        @Override
        public void close() {
            receiver.close();
        }
    }
}
