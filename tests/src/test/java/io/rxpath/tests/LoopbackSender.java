package io.rxpath.tests;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;

/** Sends numbered datagrams of 16 bytes to a port on loopback, one each few ms, while something else is done. */
final class LoopbackSender {
    private static final long PAUSE_MS = 2;

    private final DatagramSocket socket;
    private final int port;
    private final Thread thread = new Thread(this::run, "loopback-sender");
    private volatile boolean running = true;

    private LoopbackSender(int port) throws IOException {
        this.port = port;
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        thread.start();
    }

    /** Does {@code work} while datagrams go to {@code port}, and gives its result. */
    static <T> T sendingTo(int port, Callable<T> work) throws Exception {
        final LoopbackSender sender = new LoopbackSender(port);
        try {
            return work.call();
        } finally {
            sender.end();
        }
    }

    /** A UDP port that nobody had a moment ago. */
    static int freePort() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private void run() {
        final byte[] payload = new byte[16];
        try {
            for (long number = 0; running; number++) {
                ByteBuffer.wrap(payload).putLong(number);
                send(payload);
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] payload) {
        try {
            socket.send(new DatagramPacket(payload, payload.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException nobodyYet) {
            // The next one may find a receiver.
        }
    }

    private void end() throws InterruptedException {
        running = false;
        thread.join();
        socket.close();
    }
}
