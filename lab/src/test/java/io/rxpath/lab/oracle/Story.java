package io.rxpath.lab.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;

/**
 * A thread that receives, told step by step: each step writes what the kernel would record, and the teller says what is
 * true of each packet. Times of the story are the trace's; the labels made from it are on the wall clock.
 */
final class Story {
    static final int TID = 100;
    static final int SENDER = 200;
    static final int KSOFTIRQD = 21;
    static final int RIVAL = 300;
    static final long OFFSET_NS = 1_700_000_000_000_000_000L;
    static final long WINDOW_NS = 200_000;
    static final int BUDGET = 8;
    static final int OURS = Trace.BH_OFF;
    static final int SOFTIRQ = Trace.SOFTIRQ;
    private boolean woken;
    private static final int NET_RX = 3;
    private static final int BYTES = 100;

    /** What is true of a packet. */
    static final class Packet {
        long number;
        long sequence;
        int socket;
        int length;
        long stampNs;
        long appNs;
        Deliverer deliverer = Deliverer.SOFTIRQ;
        Branch branch;
        Cause cause = Cause.NONE;
        Via via = Via.NONE;
        long stealNs;
        long unseenNs = Truth.UNBOUNDED;

        Packet is(Branch newBranch, Cause newCause) {
            branch = newBranch;
            cause = newCause;
            return this;
        }

        long latencyNs() {
            return appNs - stampNs;
        }
    }

    final SplittableRandom random;
    final Trace.Builder trace;
    final List<Packet> received = new ArrayList<>();
    final List<String> devices;
    long now = 1_000_000_000L;
    int cpu;
    long driftNs;
    private final long[] sequences;
    private final long[] emptyPollNs;
    private long address = 0xffff_8880_0000_0000L;

    Story(long seed, String... devices) {
        random = new SplittableRandom(seed);
        this.devices = List.of(devices);
        trace = new Trace.Builder(devices).watchedTid(TID).ksoftirqd(Set.of(KSOFTIRQD));
        sequences = new long[devices.length];
        emptyPollNs = new long[devices.length];
        java.util.Arrays.fill(emptyPollNs, Truth.UNBOUNDED);
    }

    long between(long low, long high) {
        return random.nextLong(low, high);
    }

    /** Lets time go by. */
    Story pass(long ns) {
        now += ns;
        return this;
    }

    Story event(TraceEvent kind, long time, int onCpu, int pid, int flags, long at, int a, int b,
            int device) {
        trace.add(kind, time, onCpu, pid, flags, at, a, b, device);
        return this;
    }

    Story enter(int number, int descriptor) {
        return event(TraceEvent.SYSCALL_ENTER, now, cpu, TID, 0, descriptor, number, 0, Trace.NO_DEVICE)
                .pass(between(100, 300));
    }

    Story exit(int number, long result) {
        return event(TraceEvent.SYSCALL_EXIT, now, cpu, TID, 0, result, number, 0, Trace.NO_DEVICE)
                .pass(between(100, 300));
    }

    Story recv(int device) {
        return enter(SystemCalls.RECVMMSG, 10 + device);
    }

    /** The call is over and returned packets: the app time is now. */
    Story got(Packet... packets) {
        exit(SystemCalls.RECVMMSG, packets.length);
        return app(packets);
    }

    Story app(Packet... packets) {
        for (Packet packet : packets) {
            packet.appNs = now;
            packet.number = received.size();
            received.add(packet);
        }
        return pass(between(200, 400));
    }

    /** Our thread polls and finds nothing. */
    Story poll(int device) {
        pass(between(300, 900));
        event(TraceEvent.NAPI_POLL, now, cpu, TID, OURS, 7, 0, BUDGET, device);
        emptyPollNs[device] = now;
        return pass(between(50, 100));
    }

    Story spin(int device, int polls) {
        for (int i = 0; i < polls; i++) {
            poll(device);
        }
        return this;
    }

    /** Spins until the window is over. */
    Story spinOut(int device) {
        long end = now + WINDOW_NS * 1024 / 1000 + 1_000;
        while (now < end) {
            pass(between(1_000, 20_000)).poll(device);
        }
        return this;
    }

    /** Our own poll takes packets. */
    Packet[] take(int device, int packets) {
        Packet[] taken = new Packet[packets];
        long[] at = new long[packets];
        for (int i = 0; i < packets; i++) {
            taken[i] = newPacket(device);
            at[i] = receive(now, cpu, TID, OURS, device, taken[i].length);
            taken[i].deliverer = Deliverer.BUSY_POLL;
            pass(between(100, 300));
        }
        event(TraceEvent.NAPI_POLL, now, cpu, TID, OURS, 7, packets, BUDGET, device);
        long emptyBefore = emptyPollNs[device];
        if (packets < BUDGET) {
            emptyPollNs[device] = now;
        }
        pass(between(50, 100));
        for (int i = 0; i < packets; i++) {
            taken[i].stampNs = now;
            taken[i].unseenNs = emptyBefore == Truth.UNBOUNDED ? emptyBefore : now - emptyBefore;
            pass(between(20, 60));
        }
        boolean steered = random.nextInt(10) == 0;
        for (int i = 0; i < packets; i++) {
            event(TraceEvent.NETIF_RECEIVE, now + (steered ? 5_000 : 0), steered ? 1 - cpu : cpu, TID, OURS,
                    at[i], taken[i].length + FrameLog.HEADER_BYTES, 0, device);
            pass(between(20, 60));
        }
        return taken;
    }

    /** At a time a softirq, or another thread's poll, delivers packets; the story's own time does not move. */
    Packet[] deliver(long time, Via via, int device, int packets) {
        int onCpu = via == Via.INLINE ? cpu : 1 - cpu;
        int pid = via == Via.INLINE ? TID : via == Via.KSOFTIRQD ? KSOFTIRQD : SENDER;
        int flags = via == Via.PEER ? OURS : SOFTIRQ;
        long t = time - packets * 100L;
        if (via == Via.TIMER) {
            event(TraceEvent.TIMER_EXPIRE, t - 900, onCpu, pid, Trace.HARDIRQ, 9, 1, 0, Trace.NO_DEVICE);
        }
        if (via != Via.PEER) {
            event(TraceEvent.SOFTIRQ_ENTRY, t - 500, onCpu, pid, flags, 0, NET_RX, 0, Trace.NO_DEVICE);
        }
        Packet[] delivered = new Packet[packets];
        long[] at = new long[packets];
        for (int i = 0; i < packets; i++) {
            delivered[i] = newPacket(device);
            delivered[i].via = via;
            delivered[i].unseenNs = emptyPollNs[device] == Truth.UNBOUNDED
                    ? Truth.UNBOUNDED
                    : time - emptyPollNs[device];
            at[i] = receive(t + 50L * i, onCpu, pid, flags, device, delivered[i].length);
            delivered[i].stampNs = time;
            event(TraceEvent.NETIF_RECEIVE, time + 100 + 20L * i, onCpu, pid, flags, at[i],
                    delivered[i].length + FrameLog.HEADER_BYTES, 0, device);
        }
        event(TraceEvent.NAPI_POLL, time - 10, onCpu, pid, flags, 7, packets,
                via == Via.PEER ? BUDGET : DelivererRule.SOFTIRQ_BUDGET, device);
        if (via != Via.PEER) {
            event(TraceEvent.SOFTIRQ_EXIT, time + 1_500, onCpu, pid, flags, 0, NET_RX, 0, Trace.NO_DEVICE);
        }
        return delivered;
    }

    Packet deliver(long time, Via via, int device) {
        return deliver(time, via, device, 1)[0];
    }

    /** As {@link #deliver}, of a device without GRO: the backlog's poll is not the device's, so no record shows it. */
    Packet deliverWithoutGro(long time, int device) {
        Packet packet = newPacket(device);
        packet.via = Via.REMOTE;
        packet.stampNs = time;
        packet.unseenNs = emptyPollNs[device] == Truth.UNBOUNDED
                ? Truth.UNBOUNDED
                : time - emptyPollNs[device];
        event(TraceEvent.SOFTIRQ_ENTRY, time - 300, 1 - cpu, SENDER, SOFTIRQ, 0, NET_RX, 0, Trace.NO_DEVICE);
        address += 256;
        event(TraceEvent.NETIF_RECEIVE, time + 100, 1 - cpu, SENDER, SOFTIRQ, address,
                packet.length + FrameLog.HEADER_BYTES, 0, device);
        event(TraceEvent.SOFTIRQ_EXIT, time + 500, 1 - cpu, SENDER, SOFTIRQ, 0, NET_RX, 0, Trace.NO_DEVICE);
        return packet;
    }

    /** A packet that the full socket refuses, on the other CPU. */
    Story drop(long time, int device) {
        long at = receive(time, 1 - cpu, SENDER, SOFTIRQ, device, BYTES);
        sequences[device]++;
        event(TraceEvent.NAPI_POLL, time + 200, 1 - cpu, SENDER, SOFTIRQ, 7, 1, DelivererRule.SOFTIRQ_BUDGET,
                device);
        event(TraceEvent.NETIF_RECEIVE, time + 400, 1 - cpu, SENDER, SOFTIRQ, at, BYTES, 0, device);
        return event(TraceEvent.FREE, time + 600, 1 - cpu, SENDER, SOFTIRQ, at, 6, 0, Trace.NO_DEVICE);
    }

    /** The last packet's memory, long handed on, is freed as another packet that could not be sent. */
    Story reuse(int onCpu) {
        return event(TraceEvent.FREE, now, onCpu, SENDER, OURS, address, 2, 0, Trace.NO_DEVICE).pass(100);
    }

    /** A frame that is not of the feed, and the address of a packet long gone freed by the sender. */
    Story noise(int device) {
        event(TraceEvent.GRO_RECEIVE, now, 1 - cpu, SENDER, SOFTIRQ, address + 64, 28, 0x0806, device);
        event(TraceEvent.GRO_RECEIVE, now + 10, 1 - cpu, SENDER, SOFTIRQ, address + 128, 32, FrameLog.IPV4,
                device);
        event(TraceEvent.NAPI_POLL, now + 20, 1 - cpu, SENDER, SOFTIRQ, 8, 0, 64, Trace.NO_DEVICE);
        event(TraceEvent.NAPI_POLL, now + 30, 1 - cpu, SENDER, SOFTIRQ, 8, 0, 64, Trace.NO_DEVICE);
        event(TraceEvent.FREE, now + 40, 1 - cpu, SENDER, OURS, address, 2, 0, Trace.NO_DEVICE);
        return pass(100);
    }

    Story out(int state) {
        event(TraceEvent.SWITCH_OUT, now, cpu, TID, 0, 0, state, RIVAL, Trace.NO_DEVICE);
        event(TraceEvent.PERF_SWITCH_OUT, now + 60, cpu, TID, 0, 0, state == 0 || state == 0x100 ? 1 : 0, 0,
                Trace.NO_DEVICE);
        return pass(100);
    }

    Story wake() {
        woken = true;
        return event(TraceEvent.WAKEUP, now, 1 - cpu, SENDER, SOFTIRQ, 0, cpu, 0, Trace.NO_DEVICE);
    }

    /** Back on a CPU, from another task where it had to wait for it; else now and then only the perf record shows it. */
    Story in(int newCpu) {
        cpu = newCpu;
        boolean waited = woken;
        woken = false;
        if (waited || random.nextInt(4) > 0) {
            event(TraceEvent.SWITCH_IN, now, cpu, RIVAL, 0, 0, 0, RIVAL, Trace.NO_DEVICE);
            event(TraceEvent.PERF_SWITCH_IN, now, cpu, TID, 0, 0, 0, 0, Trace.NO_DEVICE);
        } else {
            event(TraceEvent.PERF_SWITCH_IN, now, cpu, TID, 0, 0, 0, 0, Trace.NO_DEVICE);
        }
        return pass(100);
    }

    Trace build() {
        ClockPair start = new ClockPair(900_000_000L, 900_000_000L + OFFSET_NS, 40);
        return trace.clocks(start, new ClockPair(now, now + OFFSET_NS + driftNs, 40)).build();
    }

    CellFacts facts() {
        List<String> ofSocket = new ArrayList<>(devices);
        return new CellFacts(true, WINDOW_NS * 1024 / 1000, 20_000, 50_000, ofSocket, false, false);
    }

    /** What a receiver without any fault would have said. */
    Labels labels(Trace built) {
        Labels labels = new Labels(received.size());
        for (Packet packet : received) {
            boolean ours = packet.deliverer == Deliverer.BUSY_POLL;
            long rest = packet.latencyNs() - packet.stealNs;
            long poll = ours ? Math.min(rest, 50_000) : 0;
            labels.add(packet.number, packet.sequence, packet.socket, packet.length,
                    built.toRealtimeNs(packet.stampNs), built.toRealtimeNs(packet.appNs), packet.branch,
                    packet.cause, packet.via, packet.deliverer, Evidence.VERIFIED, packet.stealNs, poll,
                    rest - poll, 0, packet.unseenNs, false);
        }
        return labels;
    }

    private Packet newPacket(int device) {
        Packet packet = new Packet();
        packet.sequence = sequences[device]++;
        packet.socket = device;
        packet.length = BYTES + (int) (packet.sequence % 7);
        return packet;
    }

    private long receive(long time, int onCpu, int pid, int flags, int device, int length) {
        address += 256;
        event(TraceEvent.GRO_RECEIVE, time, onCpu, pid, flags, address, length + FrameLog.HEADER_BYTES,
                FrameLog.IPV4, device);
        return address;
    }
}
