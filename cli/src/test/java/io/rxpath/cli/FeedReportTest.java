package io.rxpath.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.rxpath.Receiver;
import io.rxpath.config.ConfigLoader;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.poller.PollCounters.Counter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} says at its end of a channel with two lines, of which one lost a packet and one was garbled. */
@Timeout(60)
class FeedReportTest {
    private final StringWriter text = new StringWriter();
    @TempDir
    private Path folder;

    private ReceiverConfig config(int a, int b, String framing) throws Exception {
        final Path file = Files.writeString(folder.resolve("feed.conf"), """
                rxpath { journal.enabled = false, start.rehearse = off
                  workers = [ { name = w, engine = epoll, busy-poll.window = 50us, sockets = [
                    { name = a, venue = XNAS, channel = itch, bind = 127.0.0.1, port = %d %s }
                    { name = b, venue = XNAS, channel = itch, bind = 127.0.0.1, port = %d %s } ] } ] }
                """.formatted(a, framing.isEmpty() ? "" : framing + "A", b,
                framing.isEmpty() ? "" : framing + "B"));
        return ConfigLoader.load(file);
    }

    private void receive(boolean json) throws Exception {
        try (DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            final int[] ports = {freePort(), freePort()};
            try (Receiver receiver = Receiver.open(
                    config(ports[0], ports[1], ", framing = moldudp64, line = "),
                    (payload, offset, length, tag) -> {
                    })) {
                final PrintWriter out = new PrintWriter(text);
                final RunReport report = json
                        ? new JsonRunReport(receiver, out)
                        : new TextRunReport(receiver, out);
                receiver.start();
                int sent = 0;
                for (byte[] datagram : List.of(mold(1), mold(2), mold(4))) {
                    send(sender, ports[0], datagram, receiver, ++sent);
                }
                for (byte[] datagram : List.of(mold(1), new byte[3], mold(2))) {
                    send(sender, ports[1], datagram, receiver, ++sent);
                }
                receiver.stop();
                report.end();
                out.flush();
            }
        }
    }

    private static void send(DatagramSocket sender, int port, byte[] datagram, Receiver receiver, int sent)
            throws Exception {
        sender.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
        while (receiver.workers().getFirst().polling().get(Counter.PACKETS) < sent) {
            Thread.sleep(1); // another thread receives; the test's own time limit bounds the wait
        }
    }

    private static byte[] mold(long sequence) {
        return ByteBuffer.allocate(22).putLong(7).putShort((short) 0).putLong(sequence).putShort((short) 1)
                .array();
    }

    private static int freePort() throws Exception {
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Test
    void asText() throws Exception {
        receive(false);
        assertTrue(text.toString()
                .contains(String.join("\n", "  feed XNAS itch (moldudp64)",
                        "    5 packets, 3 unique, 2 duplicates, 0 heartbeats, 1 without header",
                        "    1 gaps, 1 missing, 0 filled, 0 late, 0 resets", "    line A",
                        "      3 packets, 3 unique, 0 duplicates, 0 heartbeats",
                        "      1 gaps, 1 missing, 0 filled, 0 late, 0 resets",
                        "      first with 3, ahead of another line with ")),
                text::toString);
        assertTrue(text.toString().contains("    line B\n      2 packets, 2 unique"), text::toString);
        assertTrue(
                text.toString().lines().filter(line -> line.startsWith("  feed ") || line.startsWith("    "))
                        .allMatch(line -> line.length() <= 80),
                text::toString);
    }

    @Test
    void asJson() throws Exception {
        receive(true);
        try (JsonParser parser = new JsonFactory().createParser(text.toString())) {
            while (parser.nextToken() != null) {
                // A malformed text throws.
            }
        }
        assertTrue(
                text.toString()
                        .contains("\"feeds\":[{\"worker\":\"w\",\"venue\":\"XNAS\",\"channel\":\"itch\","
                                + "\"framing\":\"moldudp64\",\"packets\":5,\"notHeaders\":1,\"unique\":3,"),
                text::toString);
        assertTrue(text.toString().contains("\"lines\":[{\"name\":\"A\",\"packets\":3,"), text::toString);
        assertTrue(text.toString().contains("\"lead\":{\"packets\":"), text::toString);
        assertTrue(text.toString().contains("\"feedEventsDropped\":0"), text::toString);
    }

    @Test
    void nothingIsSaidWhereNoSocketIsFramed() throws Exception {
        final int[] ports = {freePort(), freePort()};
        try (Receiver receiver = Receiver.open(config(ports[0], ports[1], ""),
                (payload, offset, length, tag) -> {
                })) {
            final PrintWriter out = new PrintWriter(text);
            new JsonRunReport(receiver, out).end();
            new TextRunReport(receiver, out).end();
            out.flush();
        }
        assertFalse(text.toString().contains("feed"), text::toString);
    }
}
