package io.rxpath.poller;

import java.util.Arrays;

import io.rxpath.linux.ControlMessages;
import io.rxpath.linux.MessageVector;

/**
 * What one receive call returned: the payloads in one slab and, per datagram, its stamps and flags. Valid until the
 * next call; written and read by the poll thread only.
 */
public final class PacketBatch implements AutoCloseable {
    /** The most datagrams a call returns. */
    public static final int MAX_PACKETS = 64;

    private final int slab;
    private final MessageVector messages;
    private final ControlMessages control;
    private final long[] softwareStampNs;
    private final int[] lengths;
    private final int[] messageFlags;
    private final Delivery[] deliveries;
    private int count;
    private int socket;
    private boolean firstOfSocket;
    private long call;
    private long kernelDrops;
    private long bytes;

    /** The only batch of a worker, without sources; as {@link #PacketBatch(int, int, boolean, int)}. */
    public PacketBatch(int packets, int payloadBytes) {
        this(packets, payloadBytes, false, 0);
    }

    /**
     * Creates the batch and its slab.
     *
     * @param packets the most datagrams a call returns, 1 to {@link #MAX_PACKETS}
     * @param payloadBytes room for each payload; a longer one is cut and flagged
     * @param sources whether datagrams name their sources
     * @param slab its place among the batches of a worker
     */
    public PacketBatch(int packets, int payloadBytes, boolean sources, int slab) {
        if (packets < 1 || packets > MAX_PACKETS) {
            throw new IllegalArgumentException(
                    "a batch holds 1 to " + MAX_PACKETS + " packets, not " + packets);
        }
        this.slab = slab;
        messages = new MessageVector(packets, payloadBytes, sources);
        control = new ControlMessages(messages);
        softwareStampNs = new long[packets];
        lengths = new int[packets];
        messageFlags = new int[packets];
        deliveries = new Delivery[packets];
        Arrays.setAll(deliveries, i -> new Delivery());
    }

    /** The slab, for the engine that receives into it. */
    MessageVector messages() {
        return messages;
    }

    /** The most datagrams a call returns. */
    public int capacity() {
        return softwareStampNs.length;
    }

    /**
     * Takes over what the call left in the slab; the stamps of every message are its own or absent.
     *
     * @param received datagrams the call returned
     * @param socketIndex the worker's index of the socket
     * @param first whether they hold the socket's first packet
     * @param callNumber the call in the worker's {@link PollWindows}
     */
    void accept(int received, int socketIndex, boolean first, long callNumber) {
        count = received;
        socket = socketIndex;
        firstOfSocket = first;
        call = callNumber;
        kernelDrops = -1;
        bytes = 0;
        for (int i = 0; i < received; i++) {
            control.parse(i);
            softwareStampNs[i] = control.softwareStampNs();
            lengths[i] = messages.length(i);
            messageFlags[i] = messages.flags(i);
            bytes += lengths[i];
            long drops = control.overflow();
            if (drops >= 0) {
                kernelDrops = drops;
            }
        }
    }

    /** Datagrams in this batch. */
    public int count() {
        return count;
    }

    /** Payload bytes of all of them together. */
    public long bytes() {
        return bytes;
    }

    /** The worker's index of the socket they came from. */
    public int socket() {
        return socket;
    }

    /** Whether datagram {@code i} is the first its socket ever received. */
    public boolean isFirstOfSocket(int i) {
        return firstOfSocket && i == 0;
    }

    /** The number of the receive call in the worker's {@link PollWindows}. */
    public long call() {
        return call;
    }

    /** When the kernel stamped datagram {@code i}, CLOCK_REALTIME ns; 0 where it did not. */
    public long softwareStampNs(int i) {
        return softwareStampNs[i];
    }

    /** How datagram {@code i} was taken from the device, as the kernel's records tell. */
    public Delivery delivery(int i) {
        return deliveries[i];
    }

    /** The NIC's raw stamp of datagram {@code i} in its own clock, ns; 0 where there is none. */
    public long hardwareStampNs(int i) {
        control.parse(i);
        return control.hardwareStampNs();
    }

    /** Which of the worker's batches this is. */
    public int slab() {
        return slab;
    }

    /** The native address of the slab that holds all payloads. */
    public long slabAddress() {
        return messages.slab().address();
    }

    /** The size of the slab in bytes. */
    public int slabBytes() {
        return (int) messages.slab().byteSize();
    }

    /** Where in the slab the payload of datagram {@code i} starts. */
    public int payloadOffset(int i) {
        return messages.payloadOffset(i);
    }

    /** Bytes received of datagram {@code i}; 0 is a valid datagram. */
    public int length(int i) {
        return lengths[i];
    }

    /**
     * {@link MessageVector#MSG_TRUNC} where the payload of datagram {@code i} was longer than its room and has been cut,
     * {@link MessageVector#MSG_CTRUNC} where its control messages did not fit, so that its stamp may be missing.
     */
    public int messageFlags(int i) {
        return messageFlags[i];
    }

    /** The UDP source port of datagram {@code i}; 0 is valid, -1 where sources are not asked for. */
    public int sourcePort(int i) {
        return messages.sourcePort(i);
    }

    /**
     * Datagrams the socket has dropped so far because its queue was full, as reported with this batch; wraps at 2^32; -1
     * where nothing was reported.
     */
    public long kernelDrops() {
        return kernelDrops;
    }

    /** Frees the slab. */
    @Override
    public void close() {
        messages.close();
    }
}
