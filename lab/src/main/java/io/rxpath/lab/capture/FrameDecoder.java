package io.rxpath.lab.capture;

/**
 * Finds the UDP datagram in a captured frame: Ethernet with any number of VLAN tags, Linux cooked, raw IP or BSD
 * loopback; then IPv4 or IPv6 with extension headers; then UDP. The fields are valid after {@link #decode}
 * returned null, until the next call.
 */
final class FrameDecoder {
    private static final int UDP = 17;
    private static final int IPV4_TYPE = 0x0800;
    private static final int IPV6_TYPE = 0x86DD;
    /** More VLAN tags or extension headers than any network has: a loop must end. */
    private static final int MAX_NESTED = 16;

    private byte[] frame;
    private int captured;
    private long original;

    int payloadOffset;
    int payloadLength;
    /** Where the source address starts; the destination's follows it directly. */
    int addressOffset;
    /** 4 or 16. */
    int addressBytes;
    int sourcePort;
    int destinationPort;

    /**
     * Decodes {@code bytes[0 .. captured)}, the kept part of a frame of {@code original} bytes.
     *
     * @return null where it is a whole UDP datagram, else why not
     */
    SkipReason decode(byte[] bytes, int captured, long original, int linkType) {
        this.frame = bytes;
        this.captured = captured;
        this.original = Math.max(original, captured);
        return switch (linkType) {
            case LinkType.ETHERNET -> typed(12, 14);
            case LinkType.LINUX_COOKED -> typed(14, 16);
            case LinkType.LINUX_COOKED_2 -> typed(0, 20);
            case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 -> ip(0);
            case LinkType.NULL, LinkType.LOOP -> loopback();
            default -> SkipReason.UNSUPPORTED_LINK;
        };
    }

    private SkipReason typed(int typeOffset, int headerBytes) {
        if (captured < headerBytes) {
            return missing(headerBytes);
        }
        int type = u16(typeOffset);
        int next = headerBytes;
        for (int tags = 0; type == 0x8100 || type == 0x88A8 || type == 0x9100; tags++) {
            if (tags == MAX_NESTED) {
                return SkipReason.MALFORMED;
            }
            if (captured < next + 4) {
                return missing(next + 4);
            }
            type = u16(next + 2);
            next += 4;
        }
        return switch (type) {
            case IPV4_TYPE -> ipv4(next);
            case IPV6_TYPE -> ipv6(next);
            default -> SkipReason.NOT_UDP;
        };
    }

    /** The family has the capturing machine's byte order, or network order: only one reading is small. */
    private SkipReason loopback() {
        if (captured < 4) {
            return missing(4);
        }
        int big = u16(0) << 16 | u16(2);
        int family = (big >>> 16) == 0 ? big : Integer.reverseBytes(big);
        return switch (family) {
            case 2 -> ipv4(4);
            case 10, 24, 28, 30 -> ipv6(4);
            default -> SkipReason.NOT_UDP;
        };
    }

    private SkipReason ip(int at) {
        if (captured < at + 1) {
            return missing(at + 1);
        }
        return switch (u8(at) >>> 4) {
            case 4 -> ipv4(at);
            case 6 -> ipv6(at);
            default -> SkipReason.MALFORMED;
        };
    }

    private SkipReason ipv4(int at) {
        if (captured < at + 20) {
            return missing(at + 20);
        }
        int headerBytes = (u8(at) & 15) * 4;
        int totalBytes = u16(at + 2);
        if (u8(at) >>> 4 != 4 || headerBytes < 20 || totalBytes < headerBytes) {
            return SkipReason.MALFORMED;
        }
        if (u8(at + 9) != UDP) {
            return SkipReason.NOT_UDP;
        }
        if ((u16(at + 6) & 0x3FFF) != 0) {
            return SkipReason.FRAGMENT;
        }
        addressOffset = at + 12;
        addressBytes = 4;
        return udp(at + headerBytes, at + totalBytes);
    }

    private SkipReason ipv6(int at) {
        if (captured < at + 40) {
            return missing(at + 40);
        }
        if (u8(at) >>> 4 != 6) {
            return SkipReason.MALFORMED;
        }
        int end = at + 40 + u16(at + 4);
        int next = u8(at + 6);
        int offset = at + 40;
        for (int headers = 0; next != UDP; headers++) {
            if (headers == MAX_NESTED) {
                return SkipReason.MALFORMED;
            }
            boolean extension = next == 0 || next == 43 || next == 44 || next == 51 || next == 60;
            if (!extension) {
                return SkipReason.NOT_UDP;
            }
            if (captured < offset + 8) {
                return missing(offset + 8);
            }
            int headerBytes = switch (next) {
                case 44 -> 8;
                case 51 -> (u8(offset + 1) + 2) * 4;
                default -> (u8(offset + 1) + 1) * 8;
            };
            if (next == 44 && (u16(offset + 2) & 0xFFF9) != 0) {
                return u8(offset) == UDP ? SkipReason.FRAGMENT : SkipReason.NOT_UDP;
            }
            next = u8(offset);
            offset += headerBytes;
        }
        addressOffset = at + 8;
        addressBytes = 16;
        return udp(offset, end);
    }

    private SkipReason udp(int at, int end) {
        if (end > original || at + 8 > end) {
            return SkipReason.MALFORMED;
        }
        if (captured < at + 8) {
            return missing(at + 8);
        }
        int length = u16(at + 4);
        if (length < 8 || at + length > end) {
            return SkipReason.MALFORMED;
        }
        if (captured < at + length) {
            return missing(at + length);
        }
        sourcePort = u16(at);
        destinationPort = u16(at + 2);
        payloadOffset = at + 8;
        payloadLength = length - 8;
        return null;
    }

    /** What it means that the frame was not kept up to {@code end}. */
    private SkipReason missing(int end) {
        return end <= original ? SkipReason.SNAPPED : SkipReason.MALFORMED;
    }

    private int u8(int at) {
        return frame[at] & 0xFF;
    }

    private int u16(int at) {
        return (frame[at] & 0xFF) << 8 | frame[at + 1] & 0xFF;
    }
}
