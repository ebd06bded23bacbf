package io.rxpath.lab.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The temporary folder through which a recording goes from the recorder to its parent. */
final class RecordedFolder {
    private RecordedFolder() {
    }

    static Path create() throws IOException {
        return Files.createTempDirectory("rxpath-trace-");
    }

    /** Deletes the folder and the files in it, as far as they are there. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Gone already, by the other process; or the temporary folder is not ours any more.
        }
    }
}
