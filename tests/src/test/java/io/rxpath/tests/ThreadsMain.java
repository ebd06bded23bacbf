package io.rxpath.tests;

import io.rxpath.Receiver;
import io.rxpath.config.ConfigLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** A process of its own that prints the names of the threads that a receiver with a journal adds to it. */
final class ThreadsMain {
    private ThreadsMain() {
    }

    /** Arguments: the journal's folder, a port. */
    public static void main(String[] arguments) {
        final var config = ConfigLoader.parse("""
                rxpath {
                  journal { directory = "%s", retention.max-age = 7d }
                  start { rehearse = 100ms }
                  workers = [ { name = NAME, busy-poll.window = 50us
                    sockets = [ { name = s, bind = 127.0.0.1, port = %s } ] } ]
                }
                """.formatted(arguments[0], arguments[1]), "threads");
        final Set<String> before = names();
        try (Receiver receiver = Receiver.open(config, (payload, offset, length, tag) -> {
        })) {
            receiver.start();
            names().stream().filter(it -> !before.contains(it)).sorted().forEach(System.out::println);
        }
    }

    private static Set<String> names() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }
}
