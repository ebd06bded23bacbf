package io.rxpath.lab.capture;

import java.nio.ByteOrder;

/** A pcapng file built block by block. */
final class Pcapng {
    private final Bytes bytes = Bytes.network();
    private ByteOrder order;

    Pcapng section(ByteOrder order) {
        this.order = order;
        return block(0x0A0D0D0A, body().u32(0x1A2B3C4DL).u16(1).u16(0).u64(-1));
    }

    /** An interface with options; {@code resolution} below 0: not stated. */
    Pcapng device(int linkType, int snapLength, int resolution, long offsetSeconds) {
        Bytes body = body().u16(linkType).u16(0).u32(snapLength);
        body.u16(2).u16(3).u8('e', 't', '0', 0);
        if (resolution >= 0) {
            body.u16(9).u16(1).u8(resolution, 0, 0, 0);
        }
        if (offsetSeconds != 0) {
            body.u16(14).u16(8).u64(offsetSeconds);
        }
        return block(1, body.u16(0).u16(0));
    }

    Pcapng enhanced(int device, long ticks, byte[] frame) {
        return enhanced(device, ticks, frame, frame.length);
    }

    Pcapng enhanced(int device, long ticks, byte[] kept, int original) {
        Bytes body = body().u32(device).u32(ticks >>> 32).u32(ticks & 0xFFFFFFFFL).u32(kept.length)
                .u32(original);
        return block(6, pad(body.raw(kept)).u16(1).u16(2).raw(Frames.text("hi")).u16(0).u32(0));
    }

    Pcapng obsolete(int device, long ticks, byte[] frame) {
        Bytes body = body().u16(device).u16(0xFFFF).u32(ticks >>> 32).u32(ticks & 0xFFFFFFFFL)
                .u32(frame.length).u32(frame.length);
        return block(2, pad(body.raw(frame)));
    }

    Pcapng simple(byte[] kept, int original) {
        return block(3, pad(body().u32(original).raw(kept)));
    }

    Pcapng block(int type, Bytes body) {
        int length = body.size() + 12;
        bytes.raw(body().u32(type).u32(length).raw(body.toArray()).u32(length).toArray());
        return this;
    }

    Bytes body() {
        return new Bytes(order);
    }

    byte[] toArray() {
        return bytes.toArray();
    }

    private static Bytes pad(Bytes body) {
        return body.zeros(-body.size() & 3);
    }
}
