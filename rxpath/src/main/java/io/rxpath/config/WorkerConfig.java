package io.rxpath.config;

import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import java.util.List;
import java.util.Objects;

/**
 * One poll thread.
 *
 * @param name what logs, records and counters call it; unique
 * @param cpu the CPU it is pinned to, 0 to {@link #MAX_CPU}, or {@link #NOT_PINNED}; no two workers share one
 * @param engine how it waits for packets
 * @param batch datagrams per receive call, 1 to 64
 * @param maxPayloadBytes bytes kept of a datagram, 64 to 65535; a longer one is delivered cut, with a flag
 * @param sourcePort whether the tag says from which port a datagram was sent, for which the kernel takes a tenth of
 *     the time of a datagram more
 * @param busyPoll busy poll; {@link BusyPollConfig#OFF} for {@link EngineKind#INTERRUPT}, a window of 1 us or more for
 *     the others
 * @param witness how much of the kernel's own records of deliveries it reads
 * @param stopOnHandlerError whether an exception of the feed handler stops the worker; else it is counted
 * @param sockets what it receives from: exactly one for {@link EngineKind#BLOCKING} and {@link EngineKind#INTERRUPT}, 1
 *     to {@link #MAX_SOCKETS} for the others
 */
public record WorkerConfig(String name, int cpu, EngineKind engine, int batch, int maxPayloadBytes,
        boolean sourcePort, BusyPollConfig busyPoll, WitnessLevel witness, boolean stopOnHandlerError,
        List<SocketConfig> sockets) {
    /** The CPU number that means: run where the scheduler likes. */
    public static final int NOT_PINNED = -1;
    /** The highest CPU number. */
    public static final int MAX_CPU = 8191;
    /** Datagrams per receive call where nothing is said, and at most. */
    public static final int DEFAULT_BATCH = 64;
    /** Bytes kept of a datagram where nothing is said. */
    public static final int DEFAULT_MAX_PAYLOAD_BYTES = 2048;
    /** The most sockets of a worker whose engine takes several. */
    public static final int MAX_SOCKETS = 1024;

    /** Refuses null. */
    public WorkerConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(busyPoll, "busyPoll");
        Objects.requireNonNull(witness, "witness");
        sockets = List.copyOf(sockets);
    }
}
