package io.rxpath.lab.capture;

import java.nio.charset.StandardCharsets;

/** Frames built byte by byte: 10.0.0.1:4000 or [fd00::1]:4000 sends to 239.1.1.1:5000 or [ff02::5]:5000. */
final class Frames {
    static final int IPV4_TYPE = 0x0800;
    static final int IPV6_TYPE = 0x86DD;

    private Frames() {
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] udp(byte[] payload) {
        return udp(payload, 5000);
    }

    static byte[] udp(byte[] payload, int port) {
        return Bytes.network().u16(4000).u16(port).u16(8 + payload.length).u16(0).raw(payload).toArray();
    }

    static byte[] ipv4(byte[] udp) {
        return ipv4(17, 0, new byte[0], udp);
    }

    static byte[] ipv4(int protocol, int flagsAndOffset, byte[] options, byte[] rest) {
        int headerBytes = 20 + options.length;
        return Bytes.network().u8(0x40 | headerBytes / 4, 0).u16(headerBytes + rest.length).u16(7)
                .u16(flagsAndOffset).u8(64, protocol).u16(0).u8(10, 0, 0, 1, 239, 1, 1, 1).raw(options)
                .raw(rest).toArray();
    }

    /** {@code first} is the next-header field; {@code rest} begins with that header. */
    static byte[] ipv6(int first, byte[] rest) {
        return Bytes.network().u32(0x60000000L).u16(rest.length).u8(first, 64).u8(0xFD).zeros(14).u8(1)
                .u8(0xFF, 2).zeros(13).u8(5).raw(rest).toArray();
    }

    static byte[] ethernet(int type, byte[] rest) {
        return Bytes.network().u8(1, 0, 0x5E, 1, 1, 1, 2, 0, 0, 0, 0, 1).u16(type).raw(rest).toArray();
    }

    static byte[] ethernetUdp(String payload) {
        return ethernet(IPV4_TYPE, ipv4(udp(text(payload))));
    }

    /** With padding to Ethernet's 60 bytes. */
    static byte[] padded(byte[] frame) {
        return Bytes.network().raw(frame).zeros(Math.max(0, 60 - frame.length)).toArray();
    }
}
