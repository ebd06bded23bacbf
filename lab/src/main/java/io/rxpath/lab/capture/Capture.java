package io.rxpath.lab.capture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/**
 * The UDP datagrams of a capture in capture order, held in columns. Immutable: any thread may read it. Reading a
 * column and {@link #copyPayload} allocate nothing.
 */
public final class Capture {
    private final Path file;
    private final long[] stampsNs;
    private final long[] places;
    private final int[] lengths;
    private final int[] sources;
    private final int[] streamOf;
    private final byte[][] chunks;
    private final List<InetSocketAddress> addresses;
    private final List<InetSocketAddress> streams;
    private final long packets;
    private final long[] skipped;
    private final long unstamped;

    Capture(Path file, long[] stampsNs, long[] places, int[] lengths, int[] sources, int[] streamOf,
            byte[][] chunks, List<InetSocketAddress> addresses, List<InetSocketAddress> streams, long packets,
            long[] skipped, long unstamped) {
        this.file = file;
        this.stampsNs = stampsNs;
        this.places = places;
        this.lengths = lengths;
        this.sources = sources;
        this.streamOf = streamOf;
        this.chunks = chunks;
        this.addresses = addresses;
        this.streams = streams;
        this.packets = packets;
        this.skipped = skipped;
        this.unstamped = unstamped;
    }

    /** The file it was read from. */
    public Path file() {
        return file;
    }

    /** How many datagrams there are. */
    public int size() {
        return stampsNs.length;
    }

    /** When datagram {@code i} was captured, ns since 1970; may be less than that of {@code i - 1}. */
    public long stampNs(int i) {
        return stampsNs[i];
    }

    /** The payload bytes of datagram {@code i}, 0 or more. */
    public int length(int i) {
        return lengths[i];
    }

    /** Which of the {@link #streams()} datagram {@code i} belongs to. */
    public int stream(int i) {
        return streamOf[i];
    }

    /** Who sent datagram {@code i}. */
    public InetSocketAddress source(int i) {
        return addresses.get(sources[i]);
    }

    /** Where datagram {@code i} was sent to. */
    public InetSocketAddress destination(int i) {
        return streams.get(streamOf[i]);
    }

    /** Copies the payload of datagram {@code i}, or its first {@code length} bytes, to {@code target}. */
    public void copyPayload(int i, int length, MemorySegment target, long offset) {
        long place = places[i];
        MemorySegment.copy(chunks[(int) (place >>> 32)], (int) place, target, ValueLayout.JAVA_BYTE, offset,
                Math.min(length, lengths[i]));
    }

    /** Datagram {@code i} as an object of its own. */
    public CapturedDatagram datagram(int i) {
        byte[] payload = new byte[lengths[i]];
        copyPayload(i, payload.length, MemorySegment.ofArray(payload), 0);
        return new CapturedDatagram(stampsNs[i], source(i), destination(i), payload);
    }

    /** The distinct destinations in the order in which they first appear. */
    public List<InetSocketAddress> streams() {
        return streams;
    }

    /** Packet records in the file: {@link #size()} plus all that were skipped. */
    public long packets() {
        return packets;
    }

    /** Packets left out for {@code reason}. */
    public long skipped(SkipReason reason) {
        return skipped[reason.ordinal()];
    }

    /** Packets whose records carry no stamp: they were given that of the datagram before. */
    public long unstamped() {
        return unstamped;
    }

    /** How many datagrams are stamped before the datagram ahead of them. */
    public int outOfOrder() {
        int count = 0;
        for (int i = 1; i < stampsNs.length; i++) {
            if (stampsNs[i] < stampsNs[i - 1]) {
                count++;
            }
        }
        return count;
    }

    /** From the least to the greatest stamp, ns; 0 below two datagrams. */
    public long spanNs() {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long stampNs : stampsNs) {
            least = Math.min(least, stampNs);
            greatest = Math.max(greatest, stampNs);
        }
        return stampsNs.length == 0 ? 0 : greatest - least;
    }

    /** The longest payload, bytes. */
    public int maxLength() {
        int max = 0;
        for (int length : lengths) {
            max = Math.max(max, length);
        }
        return max;
    }

    /** What was read, in one line: packets, datagrams, streams, and what was skipped why. */
    @Override
    public String toString() {
        StringJoiner line = new StringJoiner(", ", file + ": ", "").add(packets + " packets")
                .add(size() + " UDP datagrams").add(streams.size() + " streams");
        for (SkipReason reason : SkipReason.values()) {
            if (skipped(reason) > 0) {
                line.add(skipped(reason) + " skipped (" + reason.words() + ")");
            }
        }
        return line.toString();
    }
}
