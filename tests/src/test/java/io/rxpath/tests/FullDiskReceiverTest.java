package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the journal fills up, in a mount namespace of its own, and the receiver goes on. */
class FullDiskReceiverTest {
    private static final String MOUNT = "mount -t tmpfs -o size=16m rxpath-test disk && ";

    @TempDir
    private Path home;

    @Test
    void theReserveIsKeptWhileReceivingGoesOn() throws Exception {
        final String out = fill("4MiB");
        assertTrue(out.startsWith("the disk has less space left than the journal leaves free"), out);
    }

    /** The JVM turns the bus error of a page that the disk has no room for into an InternalError. */
    @Test
    void aFullDiskIsSurvivedWhileReceivingGoesOn() throws Exception {
        final String out = fill("0");
        assertTrue(out.startsWith("java.lang.InternalError"), out);
    }

    private String fill(String reserve) throws Exception {
        Files.createDirectory(home.resolve("disk"));
        assumeTrue(inNamespace("true").exitCode() == 0,
                "cannot mount a tmpfs in a mount namespace of its own");
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Child.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                FullDiskReceiverMain.class.getName(), "disk", reserve));
        final Child child = inNamespace(
                "exec " + command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" ")));
        assertEquals(0, child.exitCode(), child.err() + child.out());
        return child.out();
    }

    private Child inNamespace(String shell) throws Exception {
        return Child.run(home, Map.of("HOME", home.toString()),
                List.of("unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT + shell));
    }
}
