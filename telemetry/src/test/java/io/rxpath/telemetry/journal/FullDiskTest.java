package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of a few megabytes, mounted in a namespace of its own. */
class FullDiskTest {
    private static final String MOUNT = "mount -t tmpfs -o size=16m rxpath-test disk && ";

    @TempDir
    Path temp;

    @Test
    void theReserveIsKeptAndWhatIsLostBecomesAGap() throws IOException, InterruptedException {
        final String out = fill(4 << 20);
        assertTrue(out.startsWith("the disk has less space left than the journal leaves free"), out);
    }

    @Test
    void aDiskFullInTheMiddleOfAnAppendIsSurvivedToo() throws IOException, InterruptedException {
        final String out = fill(-(1L << 30));
        assertTrue(out.startsWith("java.lang.InternalError"), out);
    }

    private String fill(long reserve) throws IOException, InterruptedException {
        Files.createDirectory(temp.resolve("disk"));
        final ChildJvm child = new ChildJvm(temp);
        assumeTrue(child.run(inNamespace(MOUNT + "true")) == 0,
                () -> "cannot mount a tmpfs in a mount namespace of its own");
        final int exit = child
                .run(inNamespace(MOUNT + "exec " + child.command(FullDiskMain.class, "disk", reserve).stream()
                        .map(word -> "'" + word + "'").collect(Collectors.joining(" "))));
        assertEquals(0, exit, child.stderr() + child.stdout());
        return child.stdout();
    }

    private static List<String> inNamespace(String shell) {
        return List.of("unshare", "--mount", "--map-root-user", "sh", "-c", shell);
    }
}
