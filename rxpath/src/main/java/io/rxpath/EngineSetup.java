package io.rxpath;

import java.util.ArrayList;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.BusyPollParams;
import io.rxpath.linux.UdpSocket;
import io.rxpath.poller.BlockingEngine;
import io.rxpath.poller.EpollEngine;
import io.rxpath.poller.InterruptEngine;
import io.rxpath.poller.NapiWatch;
import io.rxpath.poller.PollEngine;
import io.rxpath.poller.SpinningEngine;

/**
 * A worker's engine over its sockets, open and set up.
 *
 * @param engine owns the sockets
 * @param watches of the sockets' NAPIs, in the order of the sockets
 */
record EngineSetup(PollEngine engine, List<NapiWatch> watches) {
    /** Refuses null. */
    EngineSetup {
        watches = List.copyOf(watches);
    }

    /** Opens a sound configuration's sockets and engine; a refusal leaves nothing open. */
    static EngineSetup open(WorkerConfig config) {
        List<UdpSocket> sockets = new ArrayList<>();
        try {
            for (SocketConfig socket : config.sockets()) {
                sockets.add(SocketSetup.open(socket));
            }
            return over(config, sockets);
        } catch (RuntimeException refused) {
            sockets.forEach(UdpSocket::close);
            throw refused;
        }
    }

    /** Sets up a worker's engine over sockets that are open, bound and stamping; a refusal leaves them open. */
    static EngineSetup over(WorkerConfig config, List<UdpSocket> sockets) {
        List<NapiWatch> watches = sockets.stream().map(NapiWatch::new).toList();
        return new EngineSetup(engine(config, sockets, watches), watches);
    }

    private static PollEngine engine(WorkerConfig config, List<UdpSocket> sockets, List<NapiWatch> watches) {
        BusyPollConfig busyPoll = config.busyPoll();
        int window = busyPoll.windowUsecs();
        return switch (config.engine()) {
            case INTERRUPT -> new InterruptEngine(sockets.getFirst(), watches.getFirst());
            case BLOCKING -> {
                sockets.forEach(socket -> tune(socket, busyPoll));
                yield new BlockingEngine(sockets.getFirst(), window, watches.getFirst());
            }
            case SPINNING -> {
                sockets.forEach(socket -> tune(socket, busyPoll));
                yield new SpinningEngine(sockets, window, watches);
            }
            // Its sockets do not busy-poll: all of it goes to the epoll instance.
            case EPOLL -> new EpollEngine(sockets,
                    new BusyPollParams(window, busyPoll.budget(), busyPoll.prefer()), watches);
        };
    }

    private static void tune(UdpSocket socket, BusyPollConfig busyPoll) {
        if (busyPoll.prefer()) {
            socket.preferBusyPoll(true);
        }
        if (busyPoll.budget() != 0) {
            socket.busyPollBudget(busyPoll.budget());
        }
    }
}
