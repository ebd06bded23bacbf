package io.rxpath.config;

import io.rxpath.feed.Framing;
import java.net.InetAddress;
import java.util.Objects;

/**
 * One UDP socket of a worker.
 *
 * @param name what records and counters call it; unique in the receiver
 * @param venue the venue whose feed it carries; may be empty
 * @param channel the venue's name of the channel; may be empty
 * @param framing how the feed numbers its datagrams. Framed sockets of one worker with the same venue and channel are the
 *     lines of that channel; one without a channel is a channel by itself
 * @param line which line of the channel it is, up to {@link #LINE_CHARACTERS} characters; may be empty where the channel
 *     has no other
 * @param critical whether strategies depend on it first: regimes and advice weigh it
 * @param device the network device it is bound to, or null for any; needed with a group
 * @param bindAddress the local address, or null for the group, else the wildcard
 * @param group the multicast group to join, or null
 * @param source the only sender wanted of that group (source-specific multicast), or null for any
 * @param port the UDP port, 1 to 65535
 * @param receiveBufferBytes the socket's receive buffer (SO_RCVBUF), 4 KiB to 1 GiB
 */
public record SocketConfig(String name, String venue, String channel, Framing framing, String line,
        boolean critical, String device, InetAddress bindAddress, InetAddress group, InetAddress source,
        int port, int receiveBufferBytes) {
    /** The receive buffer where nothing is said: 8 MiB. */
    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 8 << 20;
    /** The most characters of a line's name. */
    public static final int LINE_CHARACTERS = 16;

    /** Refuses null where null has no meaning. */
    public SocketConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(venue, "venue");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(framing, "framing");
        Objects.requireNonNull(line, "line");
    }

    /** A socket whose datagrams are just bytes. */
    public SocketConfig(String name, String venue, String channel, boolean critical, String device,
            InetAddress bindAddress, InetAddress group, InetAddress source, int port,
            int receiveBufferBytes) {
        this(name, venue, channel, Framing.NONE, "", critical, device, bindAddress, group, source, port,
                receiveBufferBytes);
    }
}
