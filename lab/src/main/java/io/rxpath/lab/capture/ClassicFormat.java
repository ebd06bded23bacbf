package io.rxpath.lab.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Classic pcap: a header of 24 bytes, then records of 16 bytes and the frame.
 *
 * <pre>
 * u32 magic; u16 major, minor; s32 zone; u32 sigfigs, snaplen, linktype;
 * { u32 seconds, fraction, captured, original; u8 frame[captured]; }
 * </pre>
 */
final class ClassicFormat {
    private static final int MICROS = 0xA1B2C3D4;
    private static final int NANOS = 0xA1B23C4D;
    private static final int HEADER_BYTES = 24;
    private static final int RECORD_BYTES = 16;
    /** libpcap's own bound for a snap length that says less. */
    private static final long USUAL_FRAME_BYTES = 262_144;
    private static final long MAX_FRAME_BYTES = 1 << 24;

    private final CaptureInput input;
    private final CaptureBuilder builder;
    private final byte[] headerBytes = new byte[HEADER_BYTES];
    private final ByteBuffer header;
    private byte[] frame = new byte[1 << 16];

    ClassicFormat(CaptureInput input, CaptureBuilder builder, ByteOrder order, byte[] magic) {
        this.input = input;
        this.builder = builder;
        this.header = ByteBuffer.wrap(headerBytes).order(order);
        System.arraycopy(magic, 0, headerBytes, 0, magic.length);
    }

    /** The order in which {@code magic} is one of pcap's, or null. */
    static ByteOrder byteOrder(byte[] magic) {
        for (ByteOrder order : new ByteOrder[]{ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            int word = ByteBuffer.wrap(magic).order(order).getInt();
            if (word == MICROS || word == NANOS) {
                return order;
            }
        }
        return null;
    }

    void read() {
        input.need(headerBytes, 4, HEADER_BYTES - 4, "the file header");
        long fractionNs = header.getInt(0) == NANOS ? 1 : 1_000;
        int major = Short.toUnsignedInt(header.getShort(4));
        if (major != 2) {
            throw input.failure("pcap version " + major + " is not readable, only 2; convert the file with"
                    + " editcap -F pcap");
        }
        int linkType = header.getInt(20) & 0xFFFF;
        if (!LinkType.known(linkType)) {
            throw input.failure("link type " + linkType + " is not readable, only Ethernet, Linux cooked, raw"
                    + " IP and BSD loopback; capture on a network device");
        }
        long snapLength = Integer.toUnsignedLong(header.getInt(16));
        long maxBytes = Math.min(Math.max(snapLength, USUAL_FRAME_BYTES), MAX_FRAME_BYTES);
        while (input.fill(headerBytes, 0, RECORD_BYTES, "a packet's header")) {
            input.nextPacket();
            long stampNs = Integer.toUnsignedLong(header.getInt(0)) * 1_000_000_000L
                    + Integer.toUnsignedLong(header.getInt(4)) * fractionNs;
            long captured = Integer.toUnsignedLong(header.getInt(8));
            long original = Integer.toUnsignedLong(header.getInt(12));
            if (captured > maxBytes) {
                throw input.failure("the packet claims " + captured + " captured bytes where " + maxBytes
                        + " is the most; the file is damaged, copy it again");
            }
            if (captured > frame.length) {
                frame = new byte[(int) captured];
            }
            input.need(frame, 0, (int) captured, "a packet's data");
            builder.packet(stampNs, frame, (int) captured, original, linkType);
        }
    }
}
