package io.rxpath.lab.capture;

import java.net.InetSocketAddress;

/**
 * One datagram of a capture, on its own.
 *
 * @param stampNs when it was captured, ns since 1970
 * @param source who sent it
 * @param destination where it was sent to
 * @param payload its UDP payload, a copy
 */
public record CapturedDatagram(long stampNs, InetSocketAddress source, InetSocketAddress destination,
        byte[] payload) {
}
