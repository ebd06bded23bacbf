package io.rxpath.lab.truth;

import io.rxpath.config.SocketConfig;

/**
 * How the receiver and its device are set up.
 *
 * @param windowUsecs its busy-poll window
 * @param flushNs the device's timer where deferral is on
 * @param receiveBufferBytes of each socket
 * @param sockets which sockets it has
 */
public record Setup(int windowUsecs, long flushNs, int receiveBufferBytes, Sockets sockets) {
    /** Which sockets feed the worker. */
    public enum Sockets {
        /** One. */
        ONE,
        /** Two on one device where the engine takes two, else one that gets both streams. */
        TWO_WHERE_POSSIBLE,
        /** Two, the second on a second device with a NAPI of its own. */
        TWO_DEVICES
    }

    /** Empty timer runs before a deferred device takes interrupts again. */
    public static final long DEFER_HARD_IRQS = 100;
    private static final int WINDOW_USECS = 5_000;
    private static final long FLUSH_NS = 200_000;

    /** A window of 5 ms, a timer of 200 us, ample buffers, one socket. */
    static final Setup USUAL = new Setup(WINDOW_USECS, FLUSH_NS, SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES,
            Sockets.ONE);

    Setup window(int usecs) {
        return new Setup(usecs, flushNs, receiveBufferBytes, sockets);
    }

    Setup flush(long nanos) {
        return new Setup(windowUsecs, nanos, receiveBufferBytes, sockets);
    }

    Setup receiveBuffer(int bytes) {
        return new Setup(windowUsecs, flushNs, bytes, sockets);
    }

    Setup with(Sockets which) {
        return new Setup(windowUsecs, flushNs, receiveBufferBytes, which);
    }
}
