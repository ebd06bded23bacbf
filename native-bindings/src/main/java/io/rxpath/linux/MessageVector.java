package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;

/**
 * Room for a batch of datagrams and the headers with which recvmmsg(2) fills or sendmmsg(2) empties it: built once,
 * used for every call, never reallocated.
 *
 * <p>Any thread may build and close it; between the two it belongs to one thread. Closing is refused with
 * IllegalStateException while a call is under way. What the accessors of message {@code i} say holds until the next
 * call; {@code i} counts from 0 and is below what the last call returned.
 */
public final class MessageVector implements AutoCloseable {
    /** Flag of a call: return at once (bits/socket.h). */
    public static final int MSG_DONTWAIT = 0x40;
    /** Flag of a receive call: wait for the first message only. */
    public static final int MSG_WAITFORONE = 0x10000;
    /**
     * In {@link #flags}: the datagram was longer than its room. As a flag of a receive call: {@link #length} says
     * how long the datagram was, even where that exceeds its room.
     */
    public static final int MSG_TRUNC = 0x20;
    /** In {@link #flags}: control data did not fit, so a stamp may be missing. */
    public static final int MSG_CTRUNC = 0x08;
    /** Room for control data of each message: stamp 64, its device 32, overflow 24, and as much again. */
    public static final int CONTROL_BYTES = 256;
    /** The most messages one call takes (UIO_MAXIOV, linux/uio.h). */
    public static final int MAX_CAPACITY = 1024;

    private static final int LINE = 64;
    private static final int NAME_STRIDE = 32;

    private final int capacity;
    private final int payloadBytes;
    private final int payloadStride;
    private final long iovecs;
    private final long names;
    private final long controls;
    private final int nameBytes;
    private final Arena arena;
    private final MemorySegment headers;
    private final MemorySegment slab;

    /** Messages whose lengths and flags the last call, or a sender, changed. */
    private int used;
    /** Messages whose payload length a sender changed. */
    private int sized;
    /** Length of the destination that each message carries; 0 for the peer of a connected socket. */
    private int destinationBytes;

    /** A vector whose messages name their sources; as {@link #MessageVector(int, int, boolean)}. */
    public MessageVector(int capacity, int payloadBytes) {
        this(capacity, payloadBytes, true);
    }

    /**
     * Creates a vector.
     *
     * @param capacity the most messages of one call, 1 to {@value #MAX_CAPACITY}
     * @param payloadBytes room for each payload, 1 to 65536; longer datagrams arrive cut with {@link #MSG_TRUNC}
     * @param sources whether received messages name their sources, for which the kernel takes a tenth of the time of
     *     a message more
     */
    public MessageVector(int capacity, int payloadBytes, boolean sources) {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "a batch of " + capacity + " messages: from 1 to " + MAX_CAPACITY + " are possible");
        }
        if (payloadBytes < 1 || payloadBytes > 1 << 16) {
            throw new IllegalArgumentException(
                    "payload room of " + payloadBytes + " bytes: from 1 to 65536 are possible");
        }
        this.capacity = capacity;
        this.payloadBytes = payloadBytes;
        nameBytes = sources ? SocketAddresses.MAX_BYTES : 0;
        // An odd number of lines: at a power of two all payloads would fall into the same few sets of the cache.
        payloadStride = ((payloadBytes + LINE - 1) / LINE | 1) * LINE;
        iovecs = MessageHeader.MMSGHDR_BYTES * capacity;
        names = iovecs + MessageHeader.IOVEC_BYTES * capacity;
        controls = names + (long) NAME_STRIDE * capacity;
        // Shared, because the thread that builds a vector need not be the one that polls.
        arena = Arena.ofShared();
        headers = arena.allocate(controls + (long) CONTROL_BYTES * capacity, LINE);
        slab = arena.allocate((long) payloadStride * capacity, LINE);
        for (int i = 0; i < capacity; i++) {
            layOut(i);
        }
        reset(capacity);
    }

    private void layOut(int i) {
        long header = header(i);
        long iovec = iovecs + i * MessageHeader.IOVEC_BYTES;
        headers.set(ADDRESS, iovec + MessageHeader.IOV_BASE, slab.asSlice(payloadOffset(i)));
        headers.set(JAVA_LONG, iovec + MessageHeader.IOV_LEN, payloadBytes);
        setName(i, nameBytes != 0);
        headers.set(ADDRESS, header + MessageHeader.MSG_IOV, headers.asSlice(iovec));
        headers.set(JAVA_LONG, header + MessageHeader.MSG_IOVLEN, 1);
        headers.set(ADDRESS, header + MessageHeader.MSG_CONTROL, headers.asSlice(controlOffset(i)));
    }

    private void setName(int i, boolean wanted) {
        headers.set(ADDRESS, header(i) + MessageHeader.MSG_NAME,
                wanted ? headers.asSlice(name(i)) : MemorySegment.NULL);
    }

    /** What the kernel overwrites and reads again: capacities before a receive call, lengths after it. */
    private void reset(int count) {
        for (int i = 0; i < count; i++) {
            long header = header(i);
            headers.set(JAVA_INT, header + MessageHeader.MSG_NAMELEN, nameBytes);
            headers.set(JAVA_LONG, header + MessageHeader.MSG_CONTROLLEN, CONTROL_BYTES);
        }
    }

    /**
     * recvmmsg(2) without a timeout of its own (SO_RCVTIMEO bounds the wait for the first message).
     *
     * @param fd the socket
     * @param count the most messages to take, 0 to the capacity
     * @param flags {@link #MSG_DONTWAIT}, {@link #MSG_WAITFORONE}, {@link #MSG_TRUNC}
     * @return the number of messages or {@code -errno}; EAGAIN and EINTR are ordinary results
     */
    public int receive(int fd, int count, int flags) {
        checkCount(count);
        prepareToReceive();
        int messages = LibcSockets.recvmmsg(fd, headers, count, flags, MemorySegment.NULL);
        used = Math.max(messages, 0);
        return messages;
    }

    /**
     * recvmsg(2) into the first message: what {@link #receive} does with a count of 1, for less.
     *
     * @param fd the socket
     * @param flags {@link #MSG_DONTWAIT}, {@link #MSG_TRUNC}
     * @return 1 or {@code -errno}; EAGAIN and EINTR are ordinary results
     */
    public int receiveOne(int fd, int flags) {
        prepareToReceive();
        long bytes = LibcSockets.recvmsg(fd, headers, flags);
        if (bytes < 0) {
            return (int) bytes;
        }
        headers.set(JAVA_INT, header(0) + MessageHeader.MSG_LEN, (int) bytes);
        used = 1;
        return 1;
    }

    private void prepareToReceive() {
        reset(used);
        used = 0;
        if (destinationBytes != 0) {
            setDestination(null, false);
        }
        if (sized != 0) {
            restoreLengths();
        }
    }

    /**
     * sendmmsg(2) of the first {@code count} payloads, each with the length of its {@link #setLength}, to
     * {@link #setDestination} or else to the connected peer.
     *
     * @param fd the socket
     * @param count how many, 0 to the capacity
     * @param flags {@link #MSG_DONTWAIT} or 0
     * @return the number of messages sent, which may be fewer, or {@code -errno} where none was
     */
    public int send(int fd, int count, int flags) {
        checkCount(count);
        for (int i = 0; i < count; i++) {
            long header = header(i);
            headers.set(JAVA_INT, header + MessageHeader.MSG_NAMELEN, destinationBytes);
            headers.set(JAVA_LONG, header + MessageHeader.MSG_CONTROLLEN, 0);
        }
        used = Math.max(used, count);
        return LibcSockets.sendmmsg(fd, headers, count, flags);
    }

    private void checkCount(int count) {
        if (count < 0 || count > capacity) {
            throw new IllegalArgumentException(
                    count + " messages in one call of a vector with room for " + capacity);
        }
    }

    /** The most messages of one call. */
    public int capacity() {
        return capacity;
    }

    /** Room for each payload in bytes. */
    public int payloadBytes() {
        return payloadBytes;
    }

    /** All payloads, message {@code i} at {@link #payloadOffset}; valid until the vector is closed. */
    public MemorySegment slab() {
        return slab;
    }

    /** Native address of {@link #slab}, for a buffer that wraps it; dangling once the vector is closed. */
    public long payloadAddress() {
        return slab.address();
    }

    /** Distance between two payloads in bytes, an odd number of cache lines. */
    public int payloadStride() {
        return payloadStride;
    }

    /** Where the payload of message {@code i} begins in {@link #slab}, in bytes. */
    public int payloadOffset(int i) {
        return i * payloadStride;
    }

    /** Length of message {@code i} in bytes (msg_len), 0 for an empty datagram. */
    public int length(int i) {
        return headers.get(JAVA_INT, header(i) + MessageHeader.MSG_LEN);
    }

    /** Sets how many bytes of the payload of message {@code i} are sent, 0 to {@link #payloadBytes}. */
    public void setLength(int i, int bytes) {
        if (bytes < 0 || bytes > payloadBytes) {
            throw new IllegalArgumentException(
                    "a payload of " + bytes + " bytes does not fit in " + payloadBytes);
        }
        headers.set(JAVA_LONG, iovecs + i * MessageHeader.IOVEC_BYTES + MessageHeader.IOV_LEN, bytes);
        sized = Math.max(sized, i + 1);
    }

    private void restoreLengths() {
        for (int i = 0; i < sized; i++) {
            headers.set(JAVA_LONG, iovecs + i * MessageHeader.IOVEC_BYTES + MessageHeader.IOV_LEN,
                    payloadBytes);
        }
        sized = 0;
    }

    /**
     * Sets where {@link #send} sends every message, until the next receive call.
     *
     * @param destination the receiver, or null for the peer of a connected socket
     * @param ipv6 whether the socket is an IPv6 one
     */
    public void setDestination(InetSocketAddress destination, boolean ipv6) {
        destinationBytes = 0;
        for (int i = 0; i < capacity; i++) {
            if (destination != null) {
                destinationBytes = SocketAddresses.encode(destination, ipv6, headers, name(i));
            }
            setName(i, destination != null || nameBytes != 0);
        }
    }

    /** {@link #MSG_TRUNC}, {@link #MSG_CTRUNC} and others of message {@code i} (msg_flags). */
    public int flags(int i) {
        return headers.get(JAVA_INT, header(i) + MessageHeader.MSG_FLAGS);
    }

    /** Whether message {@code i} names its source; UDP messages do where that is wanted. */
    public boolean hasSource(int i) {
        return nameBytes != 0
                && headers.get(JAVA_INT, header(i) + MessageHeader.MSG_NAMELEN) >= SocketAddresses.MIN_BYTES;
    }

    /** Source port of message {@code i}, 0 to 65535, where 0 is what the sender wrote; -1 without a source. */
    public int sourcePort(int i) {
        return hasSource(i) ? SocketAddresses.port(headers, name(i)) : -1;
    }

    /** Upper half of the source's IPv6 address, big-endian; 0 for IPv4 and without a source. */
    public long sourceAddressHigh(int i) {
        return hasSource(i) ? SocketAddresses.addressHigh(headers, name(i)) : 0;
    }

    /**
     * Lower half of the source's IPv6 address, big-endian; for IPv4 {@code 0x0000ffff} and the address, as in a
     * mapped IPv6 one; 0 without a source.
     */
    public long sourceAddressLow(int i) {
        return hasSource(i) ? SocketAddresses.addressLow(headers, name(i)) : 0;
    }

    /** Source of message {@code i} as an object, or null without one. Allocates: not for the packet path. */
    public InetSocketAddress source(int i) {
        return hasSource(i) ? SocketAddresses.decode(headers, name(i)) : null;
    }

    /** The segment that holds the control data. */
    MemorySegment headers() {
        return headers;
    }

    /** Where the control data of message {@code i} begins in {@link #headers}. */
    long controlOffset(int i) {
        return controls + (long) i * CONTROL_BYTES;
    }

    /** Length of the control data of message {@code i} in bytes (msg_controllen). */
    long controlLength(int i) {
        return headers.get(JAVA_LONG, header(i) + MessageHeader.MSG_CONTROLLEN);
    }

    private long header(int i) {
        return i * MessageHeader.MMSGHDR_BYTES;
    }

    private long name(int i) {
        return names + (long) i * NAME_STRIDE;
    }

    /** Frees the memory; idempotent. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
