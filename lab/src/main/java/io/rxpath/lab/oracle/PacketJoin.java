package io.rxpath.lab.oracle;

import java.util.Arrays;
import java.util.List;

/**
 * Which frame each labelled packet was. A device hands frames over in the order of sending (one queue), so what was not
 * dropped on its way is, in that order, the packets of the device's sockets in the order of their sequence numbers.
 *
 * <p>Nothing is guessed: as many frames as packets, each of the right length, no more drops than the sequence has gaps,
 * stamps in order, each stamp between its frame's record and the protocols' record of it. What fails a check fails the
 * cell.
 */
final class PacketJoin {
    /** How long after a frame its stamp may be where the trace does not show the protocols taking it. */
    static final long LONGEST_UNTIL_STAMP_NS = 100_000;

    private final Trace trace;
    private final FrameLog frames;
    private final Labels labels;
    private final List<String> deviceOfSocket;
    private final ClockMap clock;
    private final int[] frameOf;

    /** @throws UnjoinableTraceException if which packet is which cannot be reconstructed */
    PacketJoin(Trace trace, FrameLog frames, Labels labels, List<String> deviceOfSocket, ClockMap clock) {
        this.trace = trace;
        this.frames = frames;
        this.labels = labels;
        this.deviceOfSocket = deviceOfSocket;
        this.clock = clock;
        frameOf = new int[labels.size()];
        if (trace.overrun() != 0) {
            throw new UnjoinableTraceException("the recorder lost " + trace.overrun()
                    + " events, so the trace is not the whole truth: enlarge its buffers or shorten the cell");
        }
        if (labels.refused() != 0) {
            throw new UnjoinableTraceException("there was no room for " + labels.refused() + " of "
                    + (labels.size() + labels.refused()) + " labels: enlarge them");
        }
        joinAll();
    }

    /** Index in the {@link FrameLog} of the frame that packet {@code label} was. */
    int frameOf(int label) {
        return frameOf[label];
    }

    private void joinAll() {
        boolean[] done = new boolean[trace.devices().size()];
        for (int label = 0; label < labels.size(); label++) {
            int device = deviceOf(label);
            if (!done[device]) {
                done[device] = true;
                join(device);
            }
        }
    }

    private int deviceOf(int label) {
        int socket = labels.socket(label);
        if (socket < 0 || socket >= deviceOfSocket.size()) {
            throw new UnjoinableTraceException("packet " + labels.number(label) + " is of socket " + socket
                    + ", of which the cell does not name the device");
        }
        int device = trace.devices().indexOf(deviceOfSocket.get(socket));
        if (device < 0) {
            throw new UnjoinableTraceException("socket " + socket + " is on " + deviceOfSocket.get(socket)
                    + ", of which the trace has no record");
        }
        return device;
    }

    private void join(int device) {
        int[] packets = packetsInOrder(device);
        String where = trace.devices().get(device);
        int kept = 0;
        int dropped = 0;
        for (int frame = 0; frame < frames.size(); frame++) {
            if (frames.device(frame) == device) {
                kept += frames.dropped(frame) ? 0 : 1;
                dropped += frames.dropped(frame) ? 1 : 0;
            }
        }
        // As many packets as frames: what looked like a drop was the sender's use of the same memory.
        boolean noDrops = kept + dropped == packets.length;
        if (kept != packets.length && !noDrops) {
            throw new UnjoinableTraceException(where + " received " + (kept + dropped) + " frames, of which "
                    + dropped + " were dropped, but " + packets.length
                    + " packets are labelled: which frame was which packet cannot be reconstructed (a device of"
                    + " that name in another network namespace counts too)");
        }
        pair(packets, device, noDrops, where);
    }

    private void pair(int[] packets, int device, boolean noDrops, String where) {
        int next = 0;
        int dropsSince = 0;
        long lastStampNs = Long.MIN_VALUE;
        for (int frame = 0; frame < frames.size(); frame++) {
            if (frames.device(frame) != device) {
                continue;
            }
            if (frames.dropped(frame) && !noDrops) {
                dropsSince++;
                continue;
            }
            int packet = packets[next];
            checkLength(packet, frame, where);
            if (next > 0) {
                checkSequence(packet, packets[next - 1], dropsSince, where);
            }
            if (labels.ingressNs(packet) > 0) {
                checkStamp(packet, frame, where);
                if (labels.ingressNs(packet) < lastStampNs) {
                    throw fail(packet, where, "is stamped before the one sent before it");
                }
                lastStampNs = labels.ingressNs(packet);
            }
            frameOf[packet] = frame;
            dropsSince = 0;
            next++;
        }
    }

    /** The device's packets by their sequence numbers. */
    private int[] packetsInOrder(int device) {
        int[] packets = new int[labels.size()];
        int count = 0;
        boolean inOrder = true;
        for (int label = 0; label < labels.size(); label++) {
            if (deviceOf(label) == device) {
                inOrder &= count == 0 || labels.sequence(packets[count - 1]) < labels.sequence(label);
                packets[count++] = label;
            }
        }
        return inOrder
                ? Arrays.copyOf(packets, count)
                : Arrays.stream(packets, 0, count).boxed()
                        .sorted((left, right) -> Long.compare(labels.sequence(left), labels.sequence(right)))
                        .mapToInt(Integer::intValue).toArray();
    }

    private void checkLength(int packet, int frame, String where) {
        if (frames.datagramBytes(frame) != labels.length(packet)) {
            throw fail(packet, where, "has " + labels.length(packet) + " bytes, but the frame at its place "
                    + frames.datagramBytes(frame));
        }
    }

    private void checkSequence(int packet, int previous, int drops, String where) {
        long missing = labels.sequence(packet) - labels.sequence(previous) - 1;
        if (missing < 0) {
            throw fail(packet, where, "is labelled twice");
        }
        if (missing < drops) {
            throw fail(packet, where, "has " + missing + " missing numbers before it, but " + drops
                    + " frames were dropped there");
        }
    }

    private void checkStamp(int packet, int frame, String where) {
        long stampNs = clock.monotonicNs(labels.ingressNs(packet));
        long latestNs = frames.acceptedNs(frame) == FrameLog.NONE
                ? frames.timeNs(frame) + LONGEST_UNTIL_STAMP_NS
                : frames.acceptedNs(frame);
        // Without GRO the first record is that of the backlog, which packets reach stamped.
        long earliestNs = frames.timeNs(frame) - (frames.viaBacklog(frame) ? LONGEST_UNTIL_STAMP_NS : 0);
        if (stampNs < earliestNs - clock.slackNs()) {
            throw fail(packet, where, "is stamped " + (frames.timeNs(frame) - stampNs)
                    + " ns before the frame at its place arrived");
        }
        if (stampNs > latestNs + clock.slackNs()) {
            throw fail(packet, where, "is stamped " + (stampNs - latestNs)
                    + " ns after the frame at its place was handed to the protocols");
        }
    }

    private UnjoinableTraceException fail(int packet, String where, String what) {
        return new UnjoinableTraceException("packet " + labels.sequence(packet) + " on " + where + " " + what
                + ": which frame was which packet cannot be reconstructed");
    }
}
