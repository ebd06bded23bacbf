package io.rxpath.linux.probe;

import io.rxpath.linux.proc.ProcFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files a host tells about itself in, below a root that a test can record. Unreadable reads as empty. */
final class HostFiles {
    private final Path root;

    HostFiles(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** Whether the files are this host's own and not a record of another's. */
    boolean live() {
        return root.equals(Path.of("/"));
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    boolean readable(String path) {
        return Files.isReadable(root.resolve(path));
    }

    /** The file's text without surrounding space; empty where it is missing or may not be read. */
    String text(String path) {
        try {
            return ProcFile.read(root.resolve(path)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** As {@link #text}, or {@code missing}. */
    String text(String path, String missing) {
        String text = text(path);
        return text.isEmpty() ? missing : text;
    }

    /** What follows {@code key} on the first line of the file that begins with it; empty where there is none. */
    String field(String path, String key) {
        return text(path).lines().filter(line -> line.startsWith(key)).findFirst()
                .map(line -> line.substring(key.length()).strip()).orElse("");
    }
}
