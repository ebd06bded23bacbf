package io.rxpath.poller;

import java.util.List;
import java.util.Objects;

import io.rxpath.linux.UdpSocket;

/**
 * The sockets of an engine that receives from several, numbered from 0 in the worker's order, each with the watch of its
 * NAPI; and the call that takes from one of them without waiting. The poll thread's.
 */
final class EngineSockets {
    private final UdpSocket[] sockets;
    private final int[] fds;
    private final NapiWatch[] watches;
    private int last;

    EngineSockets(List<UdpSocket> sockets, List<NapiWatch> watches) {
        if (sockets.isEmpty() || sockets.size() != watches.size()) {
            throw new IllegalArgumentException(
                    sockets.size() + " sockets and " + watches.size() + " watches: one for each is wanted");
        }
        this.sockets = sockets.toArray(UdpSocket[]::new);
        this.watches = watches.toArray(NapiWatch[]::new);
        fds = sockets.stream().mapToInt(UdpSocket::fd).toArray();
    }

    int count() {
        return fds.length;
    }

    NapiWatch watch(int socket) {
        return watches[socket];
    }

    /** Takes what is queued, up to {@code most} datagrams; 0 where nothing is. */
    int take(int socket, PacketBatch batch, int most) {
        last = socket;
        int result = ReceiveCalls.nonBlocking(fds[socket], batch, most);
        if (result > 0) {
            watches[socket].markReceived();
        }
        return result;
    }

    /** As {@link #take}, up to a batch, of a socket that the caller named. */
    int drain(int socket, PacketBatch batch) {
        return take(Objects.checkIndex(socket, fds.length), batch, batch.capacity());
    }

    /** The socket that was last taken from. */
    int last() {
        return last;
    }

    void close() {
        for (UdpSocket socket : sockets) {
            socket.close();
        }
    }
}
