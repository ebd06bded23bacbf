package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Receives until stamps arrive: the kernel switches them on a little after it was asked. */
final class StampedReceive {
    private StampedReceive() {
    }

    static void awaitStamps(Loopback loopback, MessageVector in, ControlMessages control) {
        long deadline = System.nanoTime() + Loopback.PATIENCE_NS;
        do {
            assertTrue(System.nanoTime() < deadline, "no message carried a stamp");
            loopback.send(new byte[1]);
            assertEquals(1, in.receive(loopback.receiver.fd(), 1, 0));
            control.parse(0);
        } while (control.softwareStampNs() == 0);
    }
}
