package io.rxpath.bench.contender;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.agrona.DirectBuffer;

import io.rxpath.FeedHandler;
import io.rxpath.PacketTag;
import io.rxpath.Receiver;
import io.rxpath.bench.BenchException;
import io.rxpath.bench.Contender;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Receiving;
import io.rxpath.bench.Seat;
import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.lab.send.SendStamp;
import io.rxpath.linux.Clocks;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollCounters.Counter;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;

/**
 * rxpath's receiver.
 *
 * @param name what reports call it
 * @param engine how it waits
 * @param windowUsecs its busy-poll window, microseconds
 * @param level how much of the kernel's records it reads
 * @param journal whether it writes one, into a folder that is gone after the turn
 */
public record ReceiverContender(String name, EngineKind engine, int windowUsecs, WitnessLevel level,
        boolean journal) implements Contender {
    /** Of so many packets the handler reads the clock once: C has none, and the next packet of a burst waits for it. */
    private static final int HANDLER_SAMPLE = 16;
    /** Who has had a turn in this JVM, and with it the start that a user's receiver has; what that compiled stays. */
    private static final Set<ReceiverContender> REHEARSED = ConcurrentHashMap.newKeySet();
    /** From this many packets of the softirq on, the full witness knows the way of some. */
    private static final long TELLING = 100;

    /** The receiver without a journal at one level of the witness, named after it. */
    public static ReceiverContender ofLevel(WitnessLevel level, EngineKind engine, int windowUsecs) {
        return new ReceiverContender(level.name().toLowerCase(Locale.ROOT), engine, windowUsecs, level,
                false);
    }

    @Override
    public Receiving open(Seat seat) {
        Recording handler = new Recording(new LatencyRecorder(seat));
        Optional<TemporaryFolder> folder = journal ? Optional.of(TemporaryFolder.create()) : Optional.empty();
        Receiver receiver = null;
        try {
            receiver = Receiver.open(config(seat, folder.map(TemporaryFolder::path)), handler);
            receiver.start();
            return new Run(receiver, handler, folder);
        } catch (RuntimeException refused) {
            if (receiver != null) {
                receiver.close();
            }
            folder.ifPresent(TemporaryFolder::close);
            throw refused;
        }
    }

    ReceiverConfig config(Seat seat, Optional<Path> journalFolder) {
        SocketConfig socket = new SocketConfig("feed", "LAB", name, true, seat.device(), null,
                seat.feed().getAddress(), null, seat.feed().getPort(),
                SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES);
        WorkerConfig worker = new WorkerConfig("feed", seat.cpu(), engine, WorkerConfig.DEFAULT_BATCH,
                WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, false, new BusyPollConfig(windowUsecs, true, 0),
                level, false, List.of(socket));
        JournalConfig written = new JournalConfig(journal, journalFolder.orElse(Path.of("unused")),
                JournalConfig.DEFAULT.ringRecords());
        return new ReceiverConfig(LimitsConfig.DEFAULT, written, new HousekeepingConfig(seat.helperCpu()),
                REHEARSED.add(this) ? StartConfig.DEFAULT : StartConfig.UNREHEARSED, List.of(worker));
    }

    /** The feed handler that measures. */
    static final class Recording implements FeedHandler {
        private final LatencyRecorder recorder;
        private final Clocks clocks = Clocks.create();
        private long bySoftirq;
        private long onKnownWay;

        Recording(LatencyRecorder recorder) {
            this.recorder = recorder;
        }

        @Override
        public void onPacket(DirectBuffer payload, int offset, int length, PacketTag tag) {
            if (recorder.isWarmUp()) {
                return;
            }
            // Of a queue's packets the others waited for this handler, not for the receiver.
            if (tag.batchIndex() == 0 && tag.packetNumber() % HANDLER_SAMPLE == 0) {
                long handlerNs = clocks.realtimeNs();
                recorder.handled(handlerNs - tag.appNs());
            }
            if (tag.cause() != Cause.NO_STAMP) {
                recorder.stamped(tag.latencyNs());
            }
            if (tag.evidence() == Evidence.VERIFIED) {
                recorder.verified();
            }
            if (tag.deliverer() == Deliverer.SOFTIRQ) {
                bySoftirq++;
                if (tag.via() != Via.NONE) {
                    onKnownWay++;
                }
            }
            if (SendStamp.present(payload, offset, length)) {
                recorder.sent(SendStamp.sequence(payload, offset, length),
                        SendStamp.dueNs(payload, offset, length),
                        SendStamp.sendTimeNs(payload, offset, length), tag.appNs());
            } else {
                recorder.unstamped();
            }
        }

        /** The packets themselves show whether the kernel's records were read: no other proof is as near. */
        Optional<String> notInForce(WitnessLevel level) {
            if (level != WitnessLevel.OFF && recorder.verifiedPackets() == 0) {
                return Optional.of("not one packet was verified by a record of the kernel's; the tracepoints"
                        + " need root and a mounted tracefs");
            }
            if (level == WitnessLevel.FULL && bySoftirq >= TELLING && onKnownWay == 0) {
                return Optional.of(
                        "of no packet that a softirq delivered is the way known, so only \"own\" was in force");
            }
            return Optional.empty();
        }
    }

    private final class Run implements Receiving {
        private final Receiver receiver;
        private final Recording handler;
        private final Optional<TemporaryFolder> folder;

        Run(Receiver receiver, Recording handler, Optional<TemporaryFolder> folder) {
            this.receiver = receiver;
            this.handler = handler;
            this.folder = folder;
        }

        @Override
        public long received() {
            return receiver.workers().getFirst().polling().get(Counter.PACKETS);
        }

        @Override
        public Reading stop() {
            LatencyRecorder.Usage usage = handler.recorder.usage();
            receiver.stop();
            receiver.failure().ifPresent(failure -> {
                throw new BenchException("the receiver ended by itself: " + failure.getMessage(), failure);
            });
            return handler.recorder.reading(usage, handler.notInForce(level));
        }

        @Override
        public void close() {
            receiver.close();
            folder.ifPresent(TemporaryFolder::close);
        }
    }
}
