package io.rxpath;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import io.rxpath.config.SocketConfig;
import io.rxpath.linux.NetworkDevice;
import io.rxpath.linux.UdpSocket;

/** Opens a configured socket: bound, joined, stamping. */
final class SocketSetup {
    private SocketSetup() {
    }

    /** Opens the socket; a refusal leaves nothing open. */
    static UdpSocket open(SocketConfig config) {
        InetAddress address = config.bindAddress() != null
                ? config.bindAddress()
                : config.group() != null ? config.group() : anyAddress();
        UdpSocket socket = UdpSocket.open(address instanceof Inet6Address);
        try {
            int device = config.device() == null ? 0 : NetworkDevice.index(config.device());
            socket.receiveBufferBytes(config.receiveBufferBytes());
            socket.receiveStamps();
            socket.reportOverflow(true);
            if (config.group() != null) {
                // Several receivers of one host may listen to the same group.
                socket.reuseAddress(true);
            }
            if (config.device() != null) {
                socket.bindToDevice(config.device());
            }
            socket.bind(new InetSocketAddress(address, config.port()));
            if (config.group() != null && config.source() != null) {
                socket.join(config.group(), config.source(), device);
            } else if (config.group() != null) {
                socket.join(config.group(), device);
            }
            return socket;
        } catch (RuntimeException refused) {
            socket.close();
            throw refused;
        }
    }

    private static InetAddress anyAddress() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
