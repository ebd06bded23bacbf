package io.rxpath.tests;

import io.rxpath.FeedHandler;
import io.rxpath.Receiver;
import io.rxpath.config.ConfigLoader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A receiver of its own process: takes datagrams from loopback, writes a journal, ends. */
final class LoopbackMain {
    private LoopbackMain() {
    }

    /** Arguments: the journal's folder, how many datagrams. */
    public static void main(String[] arguments) throws Exception {
        final Path journal = Path.of(arguments[0]);
        final int datagrams = Integer.parseInt(arguments[1]);
        final int port = freePort();
        final var config = ConfigLoader
                .parse("""
                        rxpath {
                          journal { directory = "%s" }
                          start { rehearse = off }
                          workers = [ { name = w, engine = interrupt, sockets = [ { name = s, bind = 127.0.0.1, port = %d } ] } ]
                        }
                        """
                        .formatted(journal, port), "loopback");
        final CountDownLatch arrived = new CountDownLatch(datagrams);
        final FeedHandler handler = (payload, offset, length, tag) -> arrived.countDown();
        try (Receiver receiver = Receiver.open(config, handler);
                DatagramSocket sender = new DatagramSocket()) {
            receiver.start();
            for (int i = 0; i < datagrams; i++) {
                sender.send(new DatagramPacket(new byte[64], 64, InetAddress.getLoopbackAddress(), port));
            }
            if (!arrived.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        arrived.getCount() + " of " + datagrams + " datagrams did not arrive");
            }
        }
    }

    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
