package io.rxpath.lab.capture;

import java.nio.ByteOrder;

/** A classic pcap file built record by record. */
final class Pcap {
    private final Bytes bytes;

    Pcap(ByteOrder order, boolean nanos, int linkType) {
        bytes = new Bytes(order).u32(nanos ? 0xA1B23C4DL : 0xA1B2C3D4L).u16(2).u16(4).u32(0).u32(0).u32(65535)
                .u32(linkType);
    }

    static Pcap nanos(int linkType) {
        return new Pcap(ByteOrder.LITTLE_ENDIAN, true, linkType);
    }

    Pcap packet(long seconds, long fraction, byte[] frame) {
        return packet(seconds, fraction, frame, frame.length);
    }

    Pcap packet(long seconds, long fraction, byte[] kept, int original) {
        bytes.u32(seconds).u32(fraction).u32(kept.length).u32(original).raw(kept);
        return this;
    }

    byte[] toArray() {
        return bytes.toArray();
    }
}
