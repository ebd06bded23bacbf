package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.JvmFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a journal a receiver needs neither Chronicle's flags nor its jars. */
class JournalFreeTest {
    private static final int DATAGRAMS = 20;

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "spinning", "epoll", "interrupt"})
    void receivesWithoutChronicle(String engine) throws Exception {
        final int port = LoopbackSender.freePort();
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.required(false));
        command.addAll(
                List.of("-cp", JournalFree.classPath(Child.root().resolve("tests/target/test-classes")),
                        JournalFreeMain.class.getName(), engine, Integer.toString(port),
                        Integer.toString(DATAGRAMS)));
        final Child receiver = LoopbackSender.sendingTo(port,
                () -> Child.run(home, Map.of("HOME", home.toString()), command));
        assertEquals("", receiver.err());
        assertEquals(0, receiver.exitCode());
        assertTrue(receiver.out().contains(" packets in "), receiver.out());
    }
}
