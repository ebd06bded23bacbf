package io.rxpath.lab.oracle;

import static io.rxpath.lab.oracle.SystemCalls.CLOCK_NANOSLEEP;
import static io.rxpath.lab.oracle.SystemCalls.FUTEX;
import static io.rxpath.lab.oracle.SystemCalls.RECVMMSG;

import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Via;

/** Episodes of a blocking receiver in any order; of each packet is known what is true, far from every threshold. */
final class RandomStory {
    private static final int EPISODES = 14;
    private static final int EINTR = -4;
    private static final Via[] ELSEWHERE = {Via.REMOTE, Via.TIMER, Via.KSOFTIRQD, Via.PEER};

    final Story story;
    private final int devices;

    RandomStory(long seed, int episodes, String... devices) {
        story = new Story(seed, devices);
        this.devices = devices.length;
        first();
        for (int i = 0; i < episodes; i++) {
            tell(story.random.nextInt(EPISODES), story.random.nextInt(this.devices));
        }
    }

    /** The first packet of each socket: nobody knows the NAPI yet. */
    private void first() {
        for (int device = 0; device < devices; device++) {
            story.recv(device).pass(500).out(1).pass(50_000);
            Packet packet = story.deliver(story.now, Via.REMOTE, device).is(Branch.FALLBACK_IRQ,
                    Cause.NOT_ARMED);
            back(packet, 3_000);
            story.got(packet);
        }
    }

    private void tell(int episode, int device) {
        switch (episode) {
            case 0 -> hot(device);
            case 1 -> burst(device);
            case 2 -> raced(device);
            case 3 -> expired(device);
            case 4 -> preempted(device);
            case 5 -> stopped(device);
            case 6 -> away(device);
            case 7 -> handlerSleeps(device);
            case 8 -> pause(device);
            case 9 -> late(device);
            case 10 -> bounded(device);
            case 11 -> notArmed(device);
            case 12 -> stalled(device);
            default -> story.drop(story.now + 100, device).pass(2_000).noise(device);
        }
    }

    private void hot(int device) {
        story.recv(device).spin(device, 12);
        Packet[] packets = story.take(device, 1);
        packets[0].is(Branch.HOT_POLL, Cause.NONE);
        story.got(packets);
    }

    /** One poll takes several; each is returned by a call of its own, the handler working in between. */
    private void burst(int device) {
        story.recv(device).spin(device, 3);
        Packet[] packets = story.take(device, 1 + story.random.nextInt(Story.BUDGET));
        for (int i = 0; i < packets.length; i++) {
            packets[i].is(Branch.HOT_POLL, Cause.NONE);
            if (i > 0) {
                story.pass(story.between(100, 15_000)).recv(device);
            }
            story.got(packets[i]);
        }
    }

    private void raced(int device) {
        story.recv(device).spin(device, 12);
        Packet[] packets = story.deliver(story.pass(4_000).now, elsewhere(true), device,
                1 + story.random.nextInt(3));
        story.pass(5_000).got(packets[0].is(Branch.FALLBACK_IRQ, Cause.RACED));
        for (int i = 1; i < packets.length; i++) {
            story.pass(2_000).recv(device).got(packets[i].is(Branch.FALLBACK_IRQ, Cause.RACED));
        }
    }

    private void expired(int device) {
        story.recv(device).spin(device, 1).spinOut(device).out(1).pass(50_000);
        Packet packet = story.deliver(story.now, elsewhere(false), device);
        if (story.random.nextBoolean()) {
            back(packet, story.between(4_000, 10_000));
            packet.is(Branch.FALLBACK_IRQ, Cause.WINDOW_EXPIRED);
        } else {
            boolean moved = back(packet, story.between(100_000, 400_000));
            packet.is(Branch.CPU_STEAL, moved ? Cause.MIGRATED : Cause.PREEMPTED);
        }
        story.got(packet);
    }

    private void preempted(int device) {
        story.recv(device).spin(device, 5).out(story.random.nextBoolean() ? 0 : 0x100).pass(10_000);
        Packet packet = story.deliver(story.now, elsewhere(false), device);
        boolean dominates = story.random.nextBoolean();
        story.pass(dominates ? story.between(100_000, 3_000_000) : story.between(4_000, 10_000));
        packet.stealNs = story.now - packet.stampNs;
        boolean moved = comeBack();
        packet.is(dominates ? Branch.CPU_STEAL : Branch.FALLBACK_IRQ,
                dominates && moved ? Cause.MIGRATED : Cause.PREEMPTED);
        story.pass(2_000).got(packet);
    }

    private void stopped(int device) {
        story.recv(device).spin(device, 5).exit(RECVMMSG, EINTR).pass(1_000).out(4).pass(20_000);
        Packet packet = story.deliver(story.now, elsewhere(false), device);
        boolean dominates = story.random.nextBoolean();
        story.pass(dominates ? story.between(100_000, 9_000_000) : story.between(4_000, 10_000));
        packet.stealNs = story.now - packet.stampNs;
        packet.is(dominates ? Branch.CPU_STEAL : Branch.FALLBACK_IRQ, Cause.STOPPED);
        comeBack();
        story.pass(1_000).recv(device).got(packet);
    }

    private void away(int device) {
        hot(device);
        story.pass(story.between(4_000, 200_000));
        Packet packet = story.deliver(story.now, elsewhere(true), device).is(Branch.FALLBACK_IRQ, Cause.AWAY);
        story.pass(story.between(5_000, 200_000)).recv(device).got(packet);
    }

    private void handlerSleeps(int device) {
        hot(device);
        story.enter(CLOCK_NANOSLEEP, 1).out(1).pass(50_000);
        Packet packet = story.deliver(story.now, elsewhere(false), device).is(Branch.FALLBACK_IRQ,
                Cause.AWAY);
        story.pass(story.between(10_000, 500_000)).wake();
        long woken = story.now;
        story.pass(story.between(1_000, 5_000));
        packet.stealNs = story.now - woken;
        comeBack();
        story.exit(CLOCK_NANOSLEEP, 0).recv(device).got(packet);
    }

    /** A safepoint on the way back from the call. */
    private void pause(int device) {
        story.recv(device).spin(device, 3);
        Packet[] packets = story.take(device, 1);
        story.exit(RECVMMSG, 1).enter(FUTEX, 1);
        long out = story.now;
        story.out(1).pass(story.between(100_000, 2_000_000)).wake().pass(2_000);
        packets[0].stealNs = story.now - out;
        comeBack();
        story.exit(FUTEX, 0);
        packets[0].is(Branch.CPU_STEAL, Cause.JVM_PAUSE);
        story.app(packets);
    }

    private void late(int device) {
        hot(device);
        story.pass(story.between(60_000, 900_000)).recv(device);
        Packet[] packets = story.take(device, 1);
        packets[0].is(Branch.FALLBACK_IRQ, Cause.LATE_POLL);
        story.got(packets);
    }

    private void bounded(int device) {
        story.recv(device).spin(device, 4).out(0x100).pass(story.between(100_000, 3_000_000));
        boolean moved = comeBack();
        Packet[] packets = story.take(device, 1);
        packets[0].is(Branch.CPU_STEAL, moved ? Cause.MIGRATED : Cause.PREEMPTED);
        story.got(packets);
    }

    private void notArmed(int device) {
        story.recv(device).pass(1_000).out(1).pass(50_000);
        Packet packet = story.deliver(story.now, elsewhere(false), device).is(Branch.FALLBACK_IRQ,
                Cause.NOT_ARMED);
        back(packet, story.between(1_000, 10_000));
        story.got(packet);
    }

    /** An interrupt and the softirq it raises, nested and back to back, hold the CPU after the stamp. */
    private void stalled(int device) {
        story.recv(device).spin(device, 3);
        Packet[] packets = story.take(device, 1);
        long from = story.now;
        interrupt(TraceEvent.VECTOR_ENTRY);
        story.pass(30_000);
        interrupt(TraceEvent.IRQ_ENTRY);
        story.pass(10_000);
        interrupt(TraceEvent.IRQ_EXIT);
        interrupt(TraceEvent.VECTOR_EXIT);
        story.pass(300);
        interrupt(TraceEvent.SOFTIRQ_ENTRY);
        story.pass(story.between(40_000, 400_000));
        interrupt(TraceEvent.SOFTIRQ_EXIT);
        packets[0].stealNs = story.now - from;
        packets[0].is(Branch.CPU_STEAL, Cause.STALLED);
        story.got(packets);
    }

    private void interrupt(TraceEvent kind) {
        story.event(kind, story.now, story.cpu, Story.TID, Trace.HARDIRQ, 0, 1, 0, Trace.NO_DEVICE);
    }

    /** A packet wakes the thread, which then waits for its CPU; says whether that is another one. */
    private boolean back(Packet packet, long waitNs) {
        story.pass(3_000).wake().pass(waitNs);
        packet.stealNs = waitNs;
        return comeBack();
    }

    private boolean comeBack() {
        int to = story.random.nextInt(5) == 0 ? 1 - story.cpu : story.cpu;
        boolean moved = to != story.cpu;
        story.in(to);
        return moved;
    }

    /** A way; INLINE only where our thread can have been interrupted. */
    private Via elsewhere(boolean running) {
        return running && story.random.nextInt(3) == 0
                ? Via.INLINE
                : ELSEWHERE[story.random.nextInt(ELSEWHERE.length)];
    }
}
