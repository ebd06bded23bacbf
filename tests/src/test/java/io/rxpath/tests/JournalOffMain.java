package io.rxpath.tests;

import io.rxpath.Receiver;
import io.rxpath.config.ConfigLoader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A receiver without a journal, rehearsal and all: takes a few datagrams from loopback, ends. */
final class JournalOffMain {
    private static final int DATAGRAMS = 20;

    private JournalOffMain() {
    }

    public static void main(String[] arguments) throws Exception {
        final int port;
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        final var config = ConfigLoader
                .parse("""
                        rxpath {
                          journal { enabled = false, packets { hot-one-in = 10 }, sync = batch, retention.max-age = 1d }
                          start { rehearse = 10ms }
                          workers = [ { name = w, engine = interrupt, sockets = [ { name = s, bind = 127.0.0.1, port = %d } ] } ]
                        }
                        """
                        .formatted(port), "loopback");
        final CountDownLatch arrived = new CountDownLatch(DATAGRAMS);
        try (Receiver receiver = Receiver.open(config, (p, offset, length, tag) -> arrived.countDown());
                DatagramSocket sender = new DatagramSocket()) {
            receiver.start();
            for (int i = 0; i < DATAGRAMS; i++) {
                sender.send(new DatagramPacket(new byte[64], 64, InetAddress.getLoopbackAddress(), port));
            }
            if (!arrived.await(20, TimeUnit.SECONDS) || receiver.journal().isPresent()) {
                throw new IllegalStateException(arrived.getCount() + " datagrams did not arrive");
            }
        }
    }
}
