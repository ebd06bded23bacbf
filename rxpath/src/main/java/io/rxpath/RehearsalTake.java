package io.rxpath;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.rxpath.config.LimitsConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.Arming;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.PacketPolicy;
import io.rxpath.telemetry.journal.EventPublisher;
import io.rxpath.telemetry.journal.EventRing;

/**
 * One take of a rehearsal: a worker that is thrown away afterwards, over loopback sockets of its own, and a few hundred
 * datagrams in the ways in which they come in service. What loopback has not, a NAPI and rivals for the CPU, is made
 * up: what the compiler never saw happen it leaves out, and the first packet to which it happens would throw the code
 * away. Takes are short, because a worker's first packets go ways of their own. Belongs to the thread that creates it.
 */
final class RehearsalTake implements AutoCloseable {
    private static final int ROUNDS = 4;
    private static final int LONE = 8;
    private static final int WAITED_FOR = 2;
    private static final int FEW = 8;
    private static final int EMPTY_SPINS = 8;
    private static final int EVENTS = 256;
    /** For how long a call seems to have polled: more than a hit's evidence wants, less than a window. */
    private static final long POLLED_NS = 2 * EvidenceReader.SETTLE_NS;
    private static final long HELD_NS = 5_000;
    private static final long AWAY_NS = 20_000;
    /** How long a turn without packets may sleep; in service it sleeps longer. */
    private static final long SLEEP_NS = 1_000_000;
    /** What was sent on loopback is there when the call returns. */
    private static final long ARRIVAL_NS = 200_000_000;
    private static final NapiView[] VIEWS = {new NapiView(1, Arming.ARMED, 2, 1_000_000_000, 1),
        new NapiView(1, Arming.ARMED, 0, 0, 1), new NapiView(0, Arming.NOT_ARMED, 0, 0), NapiView.UNKNOWN};

    private final WorkerConfig role;
    private final int number;
    private final EngineSetup setup;
    private final Worker worker;
    private final InetSocketAddress[] addresses;
    private final EventRing ring;
    private final BackdatedEntry entry = new BackdatedEntry();
    private final Clocks clocks = Clocks.create();
    private long packets;
    private long costNs;
    private long costPackets;

    /**
     * Opens the sockets and the worker and makes the calling thread its poll thread.
     *
     * @param role the worker whose way is rehearsed
     * @param sockets opens as many as are rehearsed with, on loopback
     * @param number of the take; they differ
     * @param journal the packets whose events go to a ring; empty where none is written
     */
    RehearsalTake(WorkerConfig role, LimitsConfig limits, Supplier<List<UdpSocket>> sockets, int number,
            Optional<PacketPolicy> journal) {
        this.role = role;
        this.number = number;
        List<UdpSocket> open = sockets.get();
        try {
            addresses = open.stream().map(UdpSocket::localAddress).toArray(InetSocketAddress[]::new);
            setup = EngineSetup.over(role, open);
            open.forEach(socket -> socket.receiveTimeoutNs(SLEEP_NS));
        } catch (RuntimeException refused) {
            open.forEach(UdpSocket::close);
            throw refused;
        }
        ring = journal.isPresent() ? new EventRing(EVENTS) : null;
        // Both kinds of clock, because the worker in service has the other one.
        Supplier<Clocks> read = number % 2 == 0 ? () -> Clocks.stepping(entry) : Clocks::create;
        worker = new Worker(0, 0, role, limits, SilentHandlers.of(number),
                journal.map(policy -> new EventPublisher(ring, 0, policy)).orElse(null), read, setup);
        try {
            worker.attach(true);
        } catch (RuntimeException refused) {
            worker.detach();
            throw refused;
        }
    }

    /**
     * Plays it.
     *
     * @return the median of its rounds of the time in the worker's turns, ns a packet
     */
    double play(RehearsalSender sender, DelayedSender delayed) {
        double[] costs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            NapiView view = VIEWS[(number + round) % VIEWS.length];
            setup.watches().forEach(watch -> watch.assume(view));
            InetSocketAddress to = addresses[round % addresses.length];
            costNs = 0;
            costPackets = 0;
            lone(sender, to);
            bursts(sender, to);
            costs[round] = (double) costNs / costPackets;
            disturbed(sender, to);
            for (int i = 0; i < WAITED_FOR; i++) {
                delayed.send(to);
                take(1);
            }
            empty(round);
            if (ring != null && (number + round) % ROUNDS != 0) {
                ring.drain((buffer, offset) -> {
                }, EVENTS);
            }
        }
        Arrays.sort(costs);
        return costs[(ROUNDS - 1) / 2];
    }

    private void lone(RehearsalSender sender, InetSocketAddress to) {
        for (int i = 0; i < LONE; i++) {
            sender.send(to, 1);
            take(1);
            polled(sender, to, 1);
        }
        // Behind: one queues, and the next comes while that is taken.
        sender.send(to, 1);
        polled(sender, to, 1, 2);
    }

    private void bursts(RehearsalSender sender, InetSocketAddress to) {
        sender.send(to, role.batch());
        take(role.batch());
        polled(sender, to, Math.min(role.batch(), FEW));
        for (InetSocketAddress each : addresses) {
            sender.send(each, role.batch());
        }
        take(role.batch() * addresses.length);
    }

    /** Packets that look as if they had come while the call polled. */
    private void polled(RehearsalSender sender, InetSocketAddress to, int count) {
        polled(sender, to, count, count);
    }

    private void polled(RehearsalSender sender, InetSocketAddress to, int sent, int queued) {
        long fromNs = pollFrom();
        sender.send(to, sent);
        entry.next(clocks.realtimeNs() - fromNs);
        take(queued);
    }

    /** Packets before, during and after a time in which the thread seems to have lost its CPU, or really had. */
    private void disturbed(RehearsalSender sender, InetSocketAddress to) {
        ThreadRecord record = worker.record();
        for (int i = 0; i < FEW; i++) {
            long fromNs = pollFrom();
            boolean there = (i & 1) == 0;
            if (there) {
                sender.send(to, 1);
            }
            long outNs = clocks.realtimeNs();
            OffCpuIntervals lost = i == FEW - 1 ? record.stalls() : record.intervals();
            lost.add(outNs, outNs + HELD_NS, (i & 2) == 0, 0, i >> 2);
            while (clocks.realtimeNs() < outNs + HELD_NS) {
                Thread.onSpinWait();
            }
            if (!there) {
                sender.send(to, 1);
            }
            entry.next(clocks.realtimeNs() - fromNs);
            take(1);
        }
        sender.send(to, 2);
        LockSupport.parkNanos(AWAY_NS);
        take(2);
    }

    /** Since when the next call is to seem to have polled. */
    private long pollFrom() {
        long fromNs = clocks.realtimeNs();
        while (clocks.realtimeNs() - fromNs < POLLED_NS) {
            Thread.onSpinWait();
        }
        return fromNs;
    }

    /** A call that sleeps does so in one round of a take. */
    private void empty(int round) {
        int turns = role.engine() == EngineKind.SPINNING ? EMPTY_SPINS : round == number % ROUNDS ? 1 : 0;
        for (int i = 0; i < turns; i++) {
            worker.doWork();
        }
    }

    private void take(int count) {
        int received = turn();
        long fromNs = received < count ? System.nanoTime() : 0;
        while (received < count) {
            if (System.nanoTime() - fromNs > ARRIVAL_NS) {
                throw new IllegalStateException("what is sent to loopback does not arrive there");
            }
            received += turn();
        }
        packets += received;
        costPackets += received;
    }

    private int turn() {
        long fromNs = System.nanoTime();
        int received = worker.doWork();
        costNs += System.nanoTime() - fromNs;
        return received;
    }

    /** Packets received so far. */
    long packets() {
        return packets;
    }

    /** The worker's figures, which nobody in service sees. */
    WorkerStatus status() {
        return worker.status();
    }

    @Override
    public void close() {
        worker.detach();
    }
}
