package io.rxpath.lab.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the datagrams of one file; nothing of it is seen before the whole file was read. */
final class CaptureBuilder {
    /** What a datagram costs beside its payload: its columns, with room for their doubling. */
    private static final int DATAGRAM_BYTES = 64;
    private static final int ADDRESS_BYTES = 256;
    private static final int FIRST_CHUNK_BYTES = 1 << 16;
    private static final int CHUNK_BYTES = 1 << 22;

    private final CaptureInput input;
    private final long maxBytes;
    private final FrameDecoder decoder = new FrameDecoder();
    private final long[] skipped = new long[SkipReason.values().length];
    private final Map<ByteBuffer, Integer> addressIndex = new HashMap<>();
    private final Map<ByteBuffer, Integer> streamIndex = new HashMap<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<InetSocketAddress> streams = new ArrayList<>();
    private final List<byte[]> chunks = new ArrayList<>();
    private int chunkUsed;
    private long usedBytes;
    private int size;
    private long unstamped;
    private long[] stampsNs = new long[1024];
    private long[] places = new long[1024];
    private int[] lengths = new int[1024];
    private int[] sources = new int[1024];
    private int[] streamOf = new int[1024];

    CaptureBuilder(CaptureInput input, long maxBytes) {
        this.input = input;
        this.maxBytes = maxBytes;
    }

    /** Takes a packet in: as a datagram, or as a count of its skip reason. */
    void packet(long stampNs, byte[] frame, int captured, long original, int linkType) {
        SkipReason reason = decoder.decode(frame, captured, original, linkType);
        if (reason != null) {
            skipped[reason.ordinal()]++;
            return;
        }
        int length = decoder.payloadLength;
        charge(DATAGRAM_BYTES + length);
        if (size == stampsNs.length) {
            grow();
        }
        int bytes = decoder.addressBytes;
        stampsNs[size] = stampNs;
        lengths[size] = length;
        sources[size] = intern(addressIndex, addresses, frame, decoder.addressOffset, decoder.sourcePort);
        streamOf[size] = intern(streamIndex, streams, frame, decoder.addressOffset + bytes,
                decoder.destinationPort);
        places[size] = store(frame, decoder.payloadOffset, length);
        size++;
    }

    /** A packet whose record carries no stamp (simple packet block): it is given the stamp before it. */
    void packetWithoutStamp(byte[] frame, int captured, long original, int linkType) {
        unstamped++;
        packet(size == 0 ? 0 : stampsNs[size - 1], frame, captured, original, linkType);
    }

    Capture build(Path file) {
        return new Capture(file, Arrays.copyOf(stampsNs, size), Arrays.copyOf(places, size),
                Arrays.copyOf(lengths, size), Arrays.copyOf(sources, size), Arrays.copyOf(streamOf, size),
                chunks.toArray(byte[][]::new), List.copyOf(addresses), List.copyOf(streams), input.packets(),
                skipped, unstamped);
    }

    private int intern(Map<ByteBuffer, Integer> index, List<InetSocketAddress> known, byte[] frame,
            int offset, int port) {
        byte[] address = Arrays.copyOfRange(frame, offset, offset + decoder.addressBytes);
        ByteBuffer key = ByteBuffer.allocate(address.length + 2).put(address).putShort((short) port).flip();
        Integer number = index.get(key);
        if (number == null) {
            charge(ADDRESS_BYTES);
            number = known.size();
            index.put(key, number);
            try {
                known.add(new InetSocketAddress(InetAddress.getByAddress(address), port));
            } catch (UnknownHostException e) {
                throw new AssertionError("an address of 4 or 16 bytes", e);
            }
        }
        return number;
    }

    private long store(byte[] frame, int offset, int length) {
        if (chunks.isEmpty() || chunks.getLast().length - chunkUsed < length) {
            chunks.add(new byte[chunks.isEmpty() ? FIRST_CHUNK_BYTES : CHUNK_BYTES]);
            chunkUsed = 0;
        }
        System.arraycopy(frame, offset, chunks.getLast(), chunkUsed, length);
        long place = (long) (chunks.size() - 1) << 32 | chunkUsed;
        chunkUsed += length;
        return place;
    }

    private void grow() {
        int capacity = size * 2;
        stampsNs = Arrays.copyOf(stampsNs, capacity);
        places = Arrays.copyOf(places, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        sources = Arrays.copyOf(sources, capacity);
        streamOf = Arrays.copyOf(streamOf, capacity);
    }

    private void charge(long bytes) {
        usedBytes += bytes;
        if (usedBytes > maxBytes) {
            throw input.failure("its datagrams need more than the " + maxBytes
                    + " bytes of memory set aside for a capture; cut the file (editcap -c) or raise -Xmx");
        }
    }
}
