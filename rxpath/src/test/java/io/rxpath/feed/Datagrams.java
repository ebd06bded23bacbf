package io.rxpath.feed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Datagrams of each framing, made by hand. */
final class Datagrams {
    private Datagrams() {
    }

    /** MoldUDP64; each message is empty but for its length. */
    static byte[] mold(String session, long sequence, int count) {
        int messages = count == 0xffff ? 0 : count;
        ByteBuffer datagram = ByteBuffer.allocate(20 + 2 * messages);
        datagram.put((session + "          ").substring(0, 10).getBytes(StandardCharsets.US_ASCII));
        return datagram.putLong(sequence).putShort((short) count).array();
    }

    /** IEX-TP on channel 1; each message is empty but for its length. */
    static byte[] iex(int session, long sequence, int count, long sendTimeNs) {
        ByteBuffer datagram = ByteBuffer.allocate(40 + 2 * count).order(ByteOrder.LITTLE_ENDIAN);
        datagram.put((byte) 1).put((byte) 0).putShort((short) 0x8003).putInt(1).putInt(session)
                .putShort((short) (2 * count)).putShort((short) count).putLong(0).putLong(sequence)
                .putLong(sendTimeNs);
        return datagram.array();
    }

    /** CME MDP 3.0 with one heartbeat message. */
    static byte[] cme(long sequence, long sendTimeNs) {
        return ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt((int) sequence)
                .putLong(sendTimeNs).putShort((short) 10).putShort((short) 0).putShort((short) 12)
                .putShort((short) 1).putShort((short) 6).array();
    }
}
