package io.rxpath.config;

import io.rxpath.poller.EngineKind;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What a configuration may say and had better not. Each is certain without asking the machine, and none keeps a receiver
 * from opening.
 */
final class ConfigAdvice {
    /** NAPI_POLL_WEIGHT, linux/netdevice.h. */
    private static final int SOFTIRQ_BUDGET = 64;

    private final Findings warnings;
    private final List<SocketConfig> sockets = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    private ConfigAdvice(Findings warnings) {
        this.warnings = warnings;
    }

    /** The warnings on a configuration that keeps the rules; {@code warnings} is empty and knows the lines. */
    static List<Finding> on(ReceiverConfig config, Findings warnings) {
        final ConfigAdvice advice = new ConfigAdvice(warnings);
        for (int i = 0; i < config.workers().size(); i++) {
            advice.worker("rxpath.workers[" + i + "]", config.workers().get(i));
        }
        return warnings.list();
    }

    private void worker(String path, WorkerConfig worker) {
        if (worker.busyPoll().budget() == SOFTIRQ_BUDGET) {
            warnings.add(path + ".busy-poll.budget", "is " + SOFTIRQ_BUDGET
                    + ", the softirq's own, by which traces tell the two apart: another number is wise");
        }
        String first = null;
        for (int s = 0; s < worker.sockets().size(); s++) {
            final SocketConfig socket = worker.sockets().get(s);
            final String socketPath = path + ".sockets[" + s + "]";
            socket(socketPath, worker, socket);
            doubled(socketPath, socket);
            first = first == null ? socket.device() : first;
            if (worker.engine() == EngineKind.EPOLL && socket.device() != null
                    && !socket.device().equals(first)) {
                warnings.add(socketPath + ".device", "is " + socket.device() + " beside " + first
                        + ", but the epoll engine polls one device queue at a time: a worker for each, or "
                        + "engine = spinning, is wise");
            }
        }
    }

    private void socket(String path, WorkerConfig worker, SocketConfig socket) {
        final long batchBytes = (long) worker.batch() * worker.maxPayloadBytes();
        if (socket.receiveBufferBytes() < batchBytes) {
            warnings.add(path + ".receive-buffer", "is " + Quantity.SIZE.format(socket.receiveBufferBytes())
                    + ", less than one batch of " + worker.batch() + " datagrams of max-payload ("
                    + Quantity.SIZE.format(batchBytes) + "): a larger one, or a smaller batch, is wise");
        }
        if ("lo".equals(socket.device()) && worker.engine() != EngineKind.INTERRUPT) {
            warnings.add(path + ".device",
                    "is lo, which has no NAPI to poll: a network device is wise, or " + "engine = interrupt");
        }
        if (socket.group() != null && socket.source() == null && isSourceSpecific(socket.group())) {
            warnings.add(path + ".group", "is " + socket.group().getHostAddress()
                    + ", of the range that routers forward by source only: the sender at source is wise");
        }
    }

    /** 232.0.0.0/8 and ff3x::/32, RFC 4607. */
    private static boolean isSourceSpecific(InetAddress group) {
        final byte[] bytes = group.getAddress();
        return group instanceof Inet4Address
                ? (bytes[0] & 0xff) == 232
                : (bytes[1] & 0xf0) == 0x30 && bytes[2] == 0 && bytes[3] == 0;
    }

    private void doubled(String path, SocketConfig socket) {
        for (int i = 0; i < sockets.size(); i++) {
            if (SocketOverlap.doubles(sockets.get(i), socket)) {
                warnings.add(path + ".group",
                        "is " + socket.group().getHostAddress() + ", which " + paths.get(i)
                                + " joins already at this port and device: each packet will come to both");
                return;
            }
        }
        if (socket.group() != null) {
            sockets.add(socket);
            paths.add(path);
        }
    }
}
