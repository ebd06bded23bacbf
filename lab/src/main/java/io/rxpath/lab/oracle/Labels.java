package io.rxpath.lab.oracle;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;

/**
 * What the receiver said of the packets of one cell, in the order in which it received them: one array a column, of a
 * size that is given beforehand. One thread fills it, without allocation; when it is done, any thread may read.
 *
 * <p>Times are nanoseconds of CLOCK_REALTIME, durations nanoseconds.
 */
public final class Labels {
    private final long[] numbers;
    private final long[] sequences;
    private final int[] sockets;
    private final int[] lengths;
    private final long[] ingressNs;
    private final long[] appNs;
    private final long[] stealNs;
    private final long[] pollNs;
    private final long[] fallbackNs;
    private final long[] unattributedNs;
    private final long[] unseenNs;
    private final boolean[] stalled;
    private final EnumColumn<Branch> branches;
    private final EnumColumn<Cause> causes;
    private final EnumColumn<Via> vias;
    private final EnumColumn<Deliverer> deliverers;
    private final EnumColumn<Evidence> evidences;
    private int size;
    private long refused;

    /** @param capacity how many packets there may be */
    public Labels(int capacity) {
        numbers = new long[capacity];
        sequences = new long[capacity];
        sockets = new int[capacity];
        lengths = new int[capacity];
        ingressNs = new long[capacity];
        appNs = new long[capacity];
        stealNs = new long[capacity];
        pollNs = new long[capacity];
        fallbackNs = new long[capacity];
        unattributedNs = new long[capacity];
        unseenNs = new long[capacity];
        stalled = new boolean[capacity];
        branches = new EnumColumn<>(Branch.class, capacity);
        causes = new EnumColumn<>(Cause.class, capacity);
        vias = new EnumColumn<>(Via.class, capacity);
        deliverers = new EnumColumn<>(Deliverer.class, capacity);
        evidences = new EnumColumn<>(Evidence.class, capacity);
    }

    /**
     * Adds the next packet; beyond the capacity it is only counted ({@link #refused}).
     *
     * @param number the receiver's own number of the packet; 0 is the first one it ever received
     * @param sequence the sender's number in the datagram; per device the order of sending
     * @param socket index of the socket
     * @param length bytes of the datagram, the sender's trailer among them
     * @param ingress the kernel's stamp; 0 where there is no usable one
     * @param app the clock when the receive call that returned the packet was over
     * @param branch the label
     * @param cause its cause
     * @param via its way
     * @param deliverer who is said to have delivered it
     * @param evidence what the label rests on
     * @param steal part of the latency
     * @param poll part of the latency
     * @param fallback part of the latency
     * @param unattributed part of the latency
     * @param unseen bound of the wait before the stamp
     * @param stalled whether a part of the steal is said to be a CPU lost without a switch
     */
    public void add(long number, long sequence, int socket, int length, long ingress, long app, Branch branch,
            Cause cause, Via via, Deliverer deliverer, Evidence evidence, long steal, long poll,
            long fallback, long unattributed, long unseen, boolean stalled) {
        int i = size;
        if (i == numbers.length) {
            refused++;
            return;
        }
        numbers[i] = number;
        sequences[i] = sequence;
        sockets[i] = socket;
        lengths[i] = length;
        ingressNs[i] = ingress;
        appNs[i] = app;
        stealNs[i] = steal;
        pollNs[i] = poll;
        fallbackNs[i] = fallback;
        unattributedNs[i] = unattributed;
        unseenNs[i] = unseen;
        this.stalled[i] = stalled;
        branches.set(i, branch);
        causes.set(i, cause);
        vias.set(i, via);
        deliverers.set(i, deliverer);
        evidences.set(i, evidence);
        size = i + 1;
    }

    /** Whether a part of the steal of packet {@code i} is said to be a CPU lost without a switch. */
    public boolean stalled(int i) {
        return stalled[i];
    }

    /** How many packets there are. */
    public int size() {
        return size;
    }

    /** How many there was no room for; a cell with any cannot be joined. */
    public long refused() {
        return refused;
    }

    /** The receiver's number of packet {@code i}. */
    public long number(int i) {
        return numbers[i];
    }

    /** The sender's number. */
    public long sequence(int i) {
        return sequences[i];
    }

    /** Index of the socket. */
    public int socket(int i) {
        return sockets[i];
    }

    /** Bytes of the datagram. */
    public int length(int i) {
        return lengths[i];
    }

    /** The kernel's stamp, 0 for none. */
    public long ingressNs(int i) {
        return ingressNs[i];
    }

    /** When the receive call that returned it was over. */
    public long appNs(int i) {
        return appNs[i];
    }

    /** The label. */
    public Branch branch(int i) {
        return branches.get(i);
    }

    /** The label's cause. */
    public Cause cause(int i) {
        return causes.get(i);
    }

    /** The label's way. */
    public Via via(int i) {
        return vias.get(i);
    }

    /** Who is said to have delivered it. */
    public Deliverer deliverer(int i) {
        return deliverers.get(i);
    }

    /** What the label rests on. */
    public Evidence evidence(int i) {
        return evidences.get(i);
    }

    /** Part of the latency. */
    public long stealNs(int i) {
        return stealNs[i];
    }

    /** Part of the latency. */
    public long pollNs(int i) {
        return pollNs[i];
    }

    /** Part of the latency. */
    public long fallbackNs(int i) {
        return fallbackNs[i];
    }

    /** Part of the latency. */
    public long unattributedNs(int i) {
        return unattributedNs[i];
    }

    /** What is said to bound the wait before the stamp. */
    public long unseenNs(int i) {
        return unseenNs[i];
    }
}
