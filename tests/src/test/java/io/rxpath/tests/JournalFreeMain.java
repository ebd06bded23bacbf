package io.rxpath.tests;

import io.rxpath.Receiver;
import io.rxpath.config.ConfigLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A receiver without a journal, in a process without Chronicle: rehearses, receives, ends. */
final class JournalFreeMain {
    private JournalFreeMain() {
    }

    /** Arguments: the engine, a port to which datagrams are sent, how many are awaited. */
    public static void main(String[] arguments) throws Exception {
        final var config = ConfigLoader.parse("""
                rxpath {
                  journal { enabled = false }
                  start { rehearse = 300ms }
                  workers = [ { name = w, engine = %s
                    sockets = [ { name = s, bind = 127.0.0.1, port = %s } ] } ]
                }
                """.formatted(engine(arguments[0]), arguments[1]), "journal-free");
        final CountDownLatch arrived = new CountDownLatch(Integer.parseInt(arguments[2]));
        try (Receiver receiver = Receiver.open(config,
                (payload, offset, length, tag) -> arrived.countDown())) {
            receiver.start();
            if (!arrived.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException(arrived.getCount() + " datagrams did not arrive");
            }
            System.out.println(receiver.rehearsal());
        }
        refuseChronicle();
    }

    private static String engine(String engine) {
        return engine.equals("interrupt") ? engine : engine + ", busy-poll.window = 50us";
    }

    private static void refuseChronicle() {
        try {
            Class.forName("net.openhft.chronicle.core.Jvm");
        } catch (ClassNotFoundException wanted) {
            return;
        }
        throw new IllegalStateException("Chronicle is on the class path, so this shows nothing");
    }
}
