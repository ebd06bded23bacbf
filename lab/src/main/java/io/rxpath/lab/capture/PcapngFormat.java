package io.rxpath.lab.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * pcapng: blocks of {@code u32 type, u32 length, body, u32 length}, in sections that each choose their byte order
 * and have their own interfaces. Enhanced, simple and the obsolete packet block are read; other blocks are passed
 * over.
 */
final class PcapngFormat {
    /** The section header's type, the same in both byte orders. */
    static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int OPTION_END = 0;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_OFFSET = 14;
    /** As Wireshark's: no real packet comes near it. */
    private static final int MAX_BLOCK_BYTES = 1 << 24;
    private static final int MAX_INTERFACES = 1 << 16;

    private final CaptureInput input;
    private final CaptureBuilder builder;
    private final byte[] headBytes = new byte[12];
    private final ByteBuffer head = ByteBuffer.wrap(headBytes);
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private byte[] bodyBytes = new byte[1 << 16];
    private byte[] frame = new byte[1 << 16];
    private ByteBuffer body = ByteBuffer.wrap(bodyBytes);

    /** An interface of the section: how its frames and stamps are to be read. */
    private record Interface(int linkType, long snapLength, TickRate ticks) {
    }

    PcapngFormat(CaptureInput input, CaptureBuilder builder) {
        this.input = input;
        this.builder = builder;
    }

    /** Reads to the end of the file; the first section header's type has been read already. */
    void read() {
        section();
        while (input.fill(headBytes, 0, 4, "a block's type")) {
            int type = head.order(order).getInt(0);
            if (type == SECTION_HEADER) {
                section();
                continue;
            }
            input.need(headBytes, 4, 4, "a block's length");
            block(type, Integer.toUnsignedLong(head.getInt(4)));
        }
    }

    private void section() {
        input.need(headBytes, 4, 8, "a section header");
        if (head.order(ByteOrder.BIG_ENDIAN).getInt(8) == BYTE_ORDER_MAGIC) {
            order = ByteOrder.BIG_ENDIAN;
        } else if (head.order(ByteOrder.LITTLE_ENDIAN).getInt(8) == BYTE_ORDER_MAGIC) {
            order = ByteOrder.LITTLE_ENDIAN;
        } else {
            throw input.failure("a section header has no byte-order mark; the file is damaged or no pcapng");
        }
        long length = Integer.toUnsignedLong(head.order(order).getInt(4));
        checkLength(length, 28, MAX_BLOCK_BYTES);
        load((int) length - 16, "a section header");
        trailer(length);
        int major = Short.toUnsignedInt(body.getShort(0));
        if (major != 1) {
            throw input.failure("pcapng version " + major + " is not readable, only 1; convert the file with"
                    + " editcap -F pcapng");
        }
        interfaces.clear();
    }

    private void block(int type, long length) {
        switch (type) {
            case INTERFACE, OBSOLETE_PACKET, SIMPLE_PACKET, ENHANCED_PACKET -> {
                if (type != INTERFACE) {
                    input.nextPacket();
                }
                int fixedBytes = switch (type) {
                    case INTERFACE -> 8;
                    case SIMPLE_PACKET -> 4;
                    default -> 20;
                };
                checkLength(length, 12 + fixedBytes, MAX_BLOCK_BYTES);
                int bodyLength = (int) length - 12;
                load(bodyLength, type == INTERFACE ? "an interface block" : "a packet block");
                trailer(length);
                switch (type) {
                    case INTERFACE -> addInterface(bodyLength);
                    case SIMPLE_PACKET -> simplePacket(bodyLength);
                    case ENHANCED_PACKET -> stampedPacket(body.getInt(0), bodyLength);
                    default -> stampedPacket(Short.toUnsignedInt(body.getShort(0)), bodyLength);
                }
            }
            default -> {
                checkLength(length, 12, 0xFFFF_FFFFL);
                input.skip(length - 12, bodyBytes, "a block of type " + Integer.toUnsignedString(type));
                trailer(length);
            }
        }
    }

    private void addInterface(int bodyLength) {
        if (interfaces.size() == MAX_INTERFACES) {
            throw input.failure("more than " + MAX_INTERFACES + " interfaces; the file is damaged");
        }
        int resolution = TickRate.MICROS;
        long offsetSeconds = 0;
        int at = 8;
        while (at + 4 <= bodyLength) {
            int code = Short.toUnsignedInt(body.getShort(at));
            int length = Short.toUnsignedInt(body.getShort(at + 2));
            if (code == OPTION_END) {
                break;
            }
            if (at + 4 + length > bodyLength) {
                throw input.failure("an option of an interface runs past its block; the file is damaged");
            }
            if (code == OPTION_RESOLUTION && length == 1) {
                resolution = body.get(at + 4) & 0xFF;
            } else if (code == OPTION_OFFSET && length == 8) {
                offsetSeconds = body.getLong(at + 4);
            }
            at += 4 + (length + 3 & ~3);
        }
        TickRate ticks = TickRate.of(resolution, offsetSeconds);
        if (ticks == null) {
            throw input.failure("an interface states a stamp resolution or offset out of range (resolution "
                    + resolution + ", offset " + offsetSeconds + " s); the file is damaged");
        }
        interfaces.add(new Interface(Short.toUnsignedInt(body.getShort(0)),
                Integer.toUnsignedLong(body.getInt(4)), ticks));
    }

    /** Enhanced and obsolete packet blocks differ only in how they say the interface. */
    private void stampedPacket(int interfaceNumber, int bodyLength) {
        Interface from = interfaceOf(interfaceNumber);
        long ticks = Integer.toUnsignedLong(body.getInt(4)) << 32 | Integer.toUnsignedLong(body.getInt(8));
        long captured = Integer.toUnsignedLong(body.getInt(12));
        checkCaptured(captured, bodyLength - 20);
        long stampNs = from.ticks.toNs(ticks);
        if (stampNs == TickRate.OUT_OF_RANGE) {
            throw input.failure("the packet's stamp is out of range; the file is damaged");
        }
        copyFrame(20, (int) captured);
        builder.packet(stampNs, frame, (int) captured, Integer.toUnsignedLong(body.getInt(16)),
                from.linkType);
    }

    /** Has no stamp, no interface but the first, and a captured length that follows from the others. */
    private void simplePacket(int bodyLength) {
        Interface from = interfaceOf(0);
        long original = Integer.toUnsignedLong(body.getInt(0));
        long captured = from.snapLength == 0 ? original : Math.min(original, from.snapLength);
        checkCaptured(captured, bodyLength - 4);
        copyFrame(4, (int) captured);
        builder.packetWithoutStamp(frame, (int) captured, original, from.linkType);
    }

    private Interface interfaceOf(int number) {
        if (number < 0 || number >= interfaces.size()) {
            throw input.failure("the packet names interface " + Integer.toUnsignedString(number)
                    + " where the section has " + interfaces.size() + "; the file is damaged");
        }
        return interfaces.get(number);
    }

    private void copyFrame(int at, int length) {
        if (length > frame.length) {
            frame = new byte[length];
        }
        System.arraycopy(bodyBytes, at, frame, 0, length);
    }

    private void load(int length, String what) {
        if (length > bodyBytes.length) {
            bodyBytes = new byte[length];
        }
        body = ByteBuffer.wrap(bodyBytes).order(order);
        input.need(bodyBytes, 0, length, what);
    }

    private void trailer(long length) {
        input.need(headBytes, 0, 4, "a block's second length");
        long second = Integer.toUnsignedLong(head.order(order).getInt(0));
        if (second != length) {
            throw input.failure("a block states " + length + " bytes at its start and " + second
                    + " at its end; the file is damaged, copy it again");
        }
    }

    private void checkLength(long length, long least, long most) {
        if (length < least || length > most || (length & 3) != 0) {
            throw input.failure(
                    "a block states a length of " + length + " bytes; the file is damaged, copy it again");
        }
    }

    private void checkCaptured(long captured, long room) {
        if (captured > room) {
            throw input.failure("the packet claims " + captured + " captured bytes in a block with room for "
                    + room + "; the file is damaged, copy it again");
        }
    }
}
