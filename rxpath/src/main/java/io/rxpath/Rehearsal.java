package io.rxpath;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.rxpath.config.JournalConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.Framing;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.EngineKind;

/**
 * Runs the way of a packet before there is one, until it is compiled: workers of each engine that the configuration has,
 * over loopback sockets with ports of the kernel's choice, take datagrams that it sends itself. They are thrown away:
 * nothing of the receiver in service knows of them. No device and no feed handler is touched.
 */
final class Rehearsal {
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final int MOST_SOCKETS = 2;
    /** Of so many takes of a worker with a feed one is without: another worker may have none. */
    private static final int UNFRAMED = 4;
    /** Of so many takes one is of packets without a stamp: the first in service may have none. */
    private static final int UNSTAMPED = 9;
    private static final int MS_NS = 1_000_000;

    private final ReceiverConfig config;
    private final Function<SocketConfig, UdpSocket> opener;
    /** What follows is written by the threads that rehearse, one after the other, and read when they have ended. */
    private long packets;
    private boolean steady = true;
    private Throwable refusal;

    /**
     * Prepares it.
     *
     * @param opener opens a socket as the worker in service does
     */
    Rehearsal(ReceiverConfig config, Function<SocketConfig, UdpSocket> opener) {
        this.config = config;
        this.opener = opener;
    }

    /**
     * Rehearses, each engine on a thread of its own, and returns when that has ended, shortly after the limit at the
     * latest. Never throws: where it cannot be, the receiver is to start without.
     *
     * @return how it went, a sentence for a person without its stop
     */
    String run() {
        if (config.start().rehearseNs() == 0) {
            return "off";
        }
        long fromNs = System.nanoTime();
        Map<EngineKind, WorkerConfig> roles = new LinkedHashMap<>();
        config.workers().forEach(worker -> roles.putIfAbsent(worker.engine(), worker));
        int left = roles.size();
        for (WorkerConfig role : roles.values()) {
            long leftNs = config.start().rehearseNs() - (System.nanoTime() - fromNs);
            long untilNs = System.nanoTime() + leftNs / left--;
            // The thread pins itself where the worker will be.
            Framing framing = framing(role.engine());
            Thread thread = new Thread(() -> perform(role, framing, untilNs), "rxpath-rehearsal");
            thread.setDaemon(true);
            thread.start();
            ThreadEnd.await(thread);
        }
        return refusal != null
                ? "not rehearsed: " + refusal.getMessage()
                : packets + " packets in " + (System.nanoTime() - fromNs) / MS_NS + " ms, "
                        + (steady ? "until it got no faster" : "not steady when its time was over");
    }

    private void perform(WorkerConfig role, Framing framing, long untilNs) {
        try {
            steady &= rehearse(role(role, framing), role(role, Framing.NONE), framing, untilNs);
        } catch (Throwable refused) {
            refusal = refused;
        }
    }

    /** Plays takes until they get no cheaper; whether that was before {@code untilNs}. */
    private boolean rehearse(WorkerConfig framed, WorkerConfig unframed, Framing framing, long untilNs) {
        SteadyCost cost = new SteadyCost();
        CompilerRest compilers = CompilerRest.ofThisJvm(System.nanoTime());
        // Made before the first take pins this thread: the other sends from elsewhere.
        try (RehearsalSender sender = new RehearsalSender(framed.batch(), framed.maxPayloadBytes(), framing);
                DelayedSender delayed = new DelayedSender(new RehearsalSender(1, framed.maxPayloadBytes()))) {
            for (int number = 0; System.nanoTime() - untilNs < 0; number++) {
                WorkerConfig role = number % UNFRAMED == UNFRAMED - 1 ? unframed : framed;
                Supplier<List<UdpSocket>> sockets = number % UNSTAMPED == 0
                        ? Rehearsal::unstamped
                        : () -> open(role);
                try (RehearsalTake take = new RehearsalTake(role, config.limits(), sockets, number, Optional
                        .of(config.journal()).filter(JournalConfig::enabled).map(JournalConfig::packets))) {
                    cost.add(take.play(sender, delayed));
                    packets += take.packets();
                }
                if (compilers.isResting(System.nanoTime()) && cost.isSteady()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How the first framed socket of an engine is framed. */
    private Framing framing(EngineKind engine) {
        return config.workers().stream().filter(worker -> worker.engine() == engine)
                .flatMap(worker -> worker.sockets().stream()).map(SocketConfig::framing)
                .filter(framing -> framing != Framing.NONE).findFirst().orElse(Framing.NONE);
    }

    /** The worker with sockets on loopback in place of its own: the lines of one channel, if they are framed. */
    private static WorkerConfig role(WorkerConfig worker, Framing framing) {
        List<SocketConfig> sockets = IntStream.range(0, Math.min(worker.sockets().size(), MOST_SOCKETS))
                .mapToObj(i -> new SocketConfig("rehearsal" + i, "", "rehearsal", framing, "", false, null,
                        loopback(), null, null, 0, RECEIVE_BUFFER_BYTES))
                .toList();
        return new WorkerConfig(worker.name(), worker.cpu(), worker.engine(), worker.batch(),
                worker.maxPayloadBytes(), worker.sourcePort(), worker.busyPoll(), worker.witness(), false,
                sockets);
    }

    private List<UdpSocket> open(WorkerConfig role) {
        List<UdpSocket> open = new ArrayList<>();
        try {
            role.sockets().forEach(socket -> open.add(opener.apply(socket)));
            return open;
        } catch (RuntimeException refused) {
            open.forEach(UdpSocket::close);
            throw refused;
        }
    }

    private static List<UdpSocket> unstamped() {
        UdpSocket socket = UdpSocket.open(false);
        try {
            socket.bind(new InetSocketAddress(loopback(), 0));
            return List.of(socket);
        } catch (RuntimeException refused) {
            socket.close();
            throw refused;
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
