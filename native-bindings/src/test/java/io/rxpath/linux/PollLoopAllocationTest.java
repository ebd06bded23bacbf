package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll thread does per turn leaves no garbage. */
class PollLoopAllocationTest {
    private static final int BATCH = 8;
    private static final int TURNS = 2_000;
    private static final int MOST_ROUNDS = 40;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWarmLoopAllocatesNothing(boolean ipv6) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Loopback loopback = new Loopback(ipv6); MessageVector in = new MessageVector(64, 1500)) {
            loopback.receiver.receiveStamps();
            loopback.receiver.reportOverflow(true);
            byte[][] payloads = new byte[BATCH][100];
            loopback.send(payloads);
            Turn turn = new Turn(loopback, in);
            long sum = 0;
            int clean = 0;
            long allocated = 0;
            // Classes load and code is recompiled in the first rounds: warm is when two in a row are clean.
            for (int round = 0; round < MOST_ROUNDS && clean < 2; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < TURNS; i++) {
                    sum += turn.run();
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
                clean = allocated == 0 ? clean + 1 : 0;
            }
            assertTrue(sum != 0, "the loop did something");
            assertEquals(2, clean, "the last " + TURNS + " turns allocated " + allocated + " bytes");
        }
    }

    private static final class Turn {
        private final Loopback loopback;
        private final MessageVector in;
        private final ControlMessages control;
        private final Clocks clocks = Clocks.create();
        private final ThreadUsage usage = new ThreadUsage();

        Turn(Loopback loopback, MessageVector in) {
            this.loopback = loopback;
            this.in = in;
            control = new ControlMessages(in);
        }

        long run() {
            int fd = loopback.receiver.fd();
            long sum = clocks.realtimeNs() ^ clocks.monotonicNs();
            int received = in.receive(fd, in.capacity(), MessageVector.MSG_WAITFORONE);
            for (int i = 0; i < received; i++) {
                control.parse(i);
                sum ^= control.softwareStampNs() + control.hardwareStampNs() + control.overflow()
                        + control.hardwareInterface() + in.length(i) + in.flags(i) + in.sourcePort(i)
                        + in.sourceAddressHigh(i) + in.sourceAddressLow(i) + in.payloadOffset(i);
            }
            sum += in.receive(fd, in.capacity(), MessageVector.MSG_DONTWAIT);
            usage.read();
            sum += usage.userNs() + usage.systemNs() + usage.involuntarySwitches()
                    + usage.voluntarySwitches();
            sum += loopback.receiver.napiId() + loopback.receiver.incomingCpu() + loopback.receiver.drops();
            for (int i = 0; i < BATCH; i++) {
                loopback.out.setLength(i, 100);
            }
            return sum + loopback.out.send(loopback.sender.fd(), BATCH, 0);
        }
    }
}
