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
    private static final String MOUNT = "mount -t tmpfs -o size=12m rxpath-test disk && ";

    @TempDir
    Path temp;

    @Test
    void theReserveIsKeptAndWhatIsLostIsCounted() throws IOException, InterruptedException {
        final String out = write(4 << 20);
        assertTrue(out.contains("less space left than the journal leaves free"), out);
        assertTrue(out.matches("(?s).*written \\d{4,} lost \\d{4,}.*"), out);
    }

    @Test
    void aDiskFullInTheMiddleOfAnAppendIsSurvived() throws IOException, InterruptedException {
        final String out = write(0);
        assertTrue(out.matches("(?s).*written \\d{4,} lost \\d{4,}.*"), out);
    }

    private String write(long reserve) throws IOException, InterruptedException {
        Files.createDirectory(temp.resolve("disk"));
        final ChildJvm child = new ChildJvm(temp);
        assumeTrue(child.run(inNamespace(MOUNT + "true")) == 0,
                () -> "cannot mount a tmpfs in a mount namespace of its own");
        final int exit = child.run(
                inNamespace(MOUNT + "exec " + child.command(WriterMain.class, "disk/j", 1, 400_000, reserve)
                        .stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))));
        assertEquals(0, exit, child.stderr() + child.stdout());
        return child.stdout();
    }

    private static List<String> inNamespace(String shell) {
        return List.of("unshare", "--mount", "--map-root-user", "sh", "-c", shell);
    }
}
