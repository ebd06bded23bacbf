package io.rxpath.lab.send;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.UdpSocket;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Sends a {@link TrafficShape} on time: it spins until each datagram is due, by the schedule and not by the one sent
 * before, stamps it and hands it to the kernel. Datagrams go together in one call only where they are all due already
 * and have the same destination. One thread owns it; its loop allocates nothing.
 */
public final class FeedSender implements AutoCloseable {
    /** From when on a datagram counts as late. */
    public static final long LATE_NS = 5_000;
    /** The most that fits in an Ethernet frame over IPv4 without fragments, stamp included. */
    public static final int ETHERNET_BYTES = 1_472;
    private static final int GROUP = 32;
    /** From the start of a run to the start of its feed: the first datagram must not be late already. */
    private static final long LEAD_NS = 1_000_000;
    private static final int CLOCK_READINGS = 5;
    /** Each failure clears the error of an earlier datagram; more of them in a row are this one's own. */
    private static final int REFUSALS = 3;

    private final Clocks clocks;
    private final int[] fds;
    private final int maxPayload;
    private final MessageVector vector;
    private final MemorySegment slab;
    private final int[] lengths = new int[GROUP];
    private final long[] dueNs = new long[GROUP];

    private long sequence;
    private long sent;
    private long failed;
    private long refused;
    private long late;
    /** What makes a monotonic time of this run a realtime one. */
    private long realtimeOffsetNs;
    private long maxLateNs;
    private long cut;
    private long bytes;
    private long lastSentNs;

    /**
     * Creates a sender over connected sockets, which stay the caller's to close.
     *
     * @param sockets one for each destination; stream {@code n} goes to number {@code n} modulo their count
     * @param maxDatagram the longest datagram in bytes, stamp included; longer payloads lose their end
     * @param clocks of the thread that will call {@link #run}
     */
    public FeedSender(List<UdpSocket> sockets, int maxDatagram, Clocks clocks) {
        if (sockets.isEmpty()) {
            throw new IllegalArgumentException("a feed needs a destination");
        }
        if (maxDatagram < SendStamp.BYTES || maxDatagram > 65_507) {
            throw new IllegalArgumentException(
                    "datagrams of at most " + maxDatagram + " bytes: give " + SendStamp.BYTES + " to 65507");
        }
        this.fds = sockets.stream().mapToInt(UdpSocket::fd).toArray();
        this.maxPayload = maxDatagram - SendStamp.BYTES;
        this.clocks = clocks;
        this.vector = new MessageVector(GROUP, maxDatagram);
        this.slab = vector.slab();
    }

    /**
     * Sends until the feed or a limit ends it.
     *
     * @throws LinuxException where the kernel refuses for another reason than a full queue or an absent receiver
     */
    public SendResult run(TrafficShape shape, SendLimits limits) {
        sequence = limits.firstSequence();
        sent = failed = refused = late = maxLateNs = cut = bytes = lastSentNs = 0;
        long startNs = clocks.monotonicNs() + LEAD_NS;
        realtimeOffsetNs = realtimeOffsetNs();
        long endNs = startNs + limits.nanos();
        long left = limits.packets();
        boolean more = shape.advance();
        long firstDueNs = startNs + realtimeOffsetNs + (more ? shape.dueNs() : 0);
        while (more && left > 0 && startNs + shape.dueNs() < endNs) {
            int destination = destination(shape);
            int group = 1;
            left--;
            dueNs[0] = startNs + shape.dueNs();
            fill(0, shape);
            more = shape.advance();
            long nowNs = awaitNs(dueNs[0]);
            if (nowNs >= endNs) {
                sequence--;
                break;
            }
            while (more && group < GROUP && left > 0 && startNs + shape.dueNs() <= nowNs
                    && destination(shape) == destination) {
                left--;
                dueNs[group] = startNs + shape.dueNs();
                fill(group, shape);
                group++;
                more = shape.advance();
            }
            send(destination, group);
        }
        return new SendResult(sent, failed, refused, late, maxLateNs, cut, bytes, firstDueNs, lastSentNs,
                sequence, -1, -1);
    }

    /** What to add to a monotonic time, from the reading that was interrupted least. */
    private long realtimeOffsetNs() {
        long offsetNs = 0;
        long leastNs = Long.MAX_VALUE;
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long before = clocks.monotonicNs();
            long realtime = clocks.realtimeNs();
            long after = clocks.monotonicNs();
            if (after - before < leastNs) {
                leastNs = after - before;
                offsetNs = realtime - before - leastNs / 2;
            }
        }
        return offsetNs;
    }

    private int destination(TrafficShape shape) {
        return shape.stream() % fds.length;
    }

    private void fill(int slot, TrafficShape shape) {
        int payload = shape.length();
        if (payload > maxPayload) {
            payload = maxPayload;
            cut++;
        }
        int offset = vector.payloadOffset(slot);
        shape.copyPayload(payload, slab, offset);
        SendStamp.encode(slab, offset + payload, sequence++);
        lengths[slot] = payload + SendStamp.BYTES;
        vector.setLength(slot, lengths[slot]);
    }

    private long awaitNs(long due) {
        long nowNs = clocks.monotonicNs();
        while (nowNs < due) {
            Thread.onSpinWait();
            nowNs = clocks.monotonicNs();
        }
        return nowNs;
    }

    private void send(int destination, int group) {
        countLate(group);
        stampTimes(group);
        int done = 0;
        int refusals = 0;
        while (done < group) {
            int result = vector.send(fds[destination], group - done, MessageVector.MSG_DONTWAIT);
            int passed = 1;
            if (result > 0) {
                passed = result;
                sent += result;
                for (int i = 0; i < result; i++) {
                    bytes += lengths[i];
                }
            } else if (Errno.EINTR.is(result)) {
                continue;
            } else if (Errno.ECONNREFUSED.is(result)) {
                refused++;
                if (++refusals < REFUSALS) {
                    continue;
                }
                failed++;
            } else if (Errno.EAGAIN.is(result) || Errno.ENOBUFS.is(result)) {
                failed++;
            } else {
                throw new LinuxException(
                        "sendmmsg(destination " + destination + ", " + lengths[0] + " bytes)", -result,
                        "check that the device is up, has a route to the receiver and carries this size");
            }
            done += passed;
            refusals = 0;
            if (done < group) {
                moveToFront(passed, group - done);
                stampTimes(group - done);
            }
        }
    }

    private void countLate(int group) {
        long nowNs = clocks.monotonicNs();
        for (int i = 0; i < group; i++) {
            long lateNs = nowNs - dueNs[i];
            maxLateNs = Math.max(maxLateNs, lateNs);
            if (lateNs > LATE_NS) {
                late++;
            }
        }
    }

    private void stampTimes(int group) {
        lastSentNs = clocks.realtimeNs();
        for (int i = 0; i < group; i++) {
            SendStamp.encodeTimes(slab, vector.payloadOffset(i) + lengths[i] - SendStamp.BYTES, lastSentNs,
                    dueNs[i] + realtimeOffsetNs);
        }
    }

    /** A vector sends from its first message on: what a call left behind goes there. */
    private void moveToFront(int from, int count) {
        for (int i = 0; i < count; i++) {
            lengths[i] = lengths[from + i];
            dueNs[i] = dueNs[from + i];
            MemorySegment.copy(slab, vector.payloadOffset(from + i), slab, vector.payloadOffset(i),
                    lengths[i]);
            vector.setLength(i, lengths[i]);
        }
    }

    /** Frees the memory of the datagrams. */
    @Override
    public void close() {
        vector.close();
    }
}
