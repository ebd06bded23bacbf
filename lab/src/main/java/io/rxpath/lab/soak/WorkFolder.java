package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.rxpath.lab.LabException;

/**
 * Where a soak or a drill writes: the folder that the user named, which stays, or one of its own on a real disk, which is
 * gone afterwards, also after Ctrl-C.
 */
final class WorkFolder implements AutoCloseable {
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");
    /** What other files of the run, and others on the disk, may need beside the journal. */
    private static final long SPARE_BYTES = 512L << 20;

    private final Path path;
    private final boolean temporary;
    private final Thread hook = new Thread(this::delete, "rxpath-soak-cleanup");

    private WorkFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
        if (temporary) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /**
     * Finds a place.
     *
     * @param wanted the user's folder, made where it is missing; null for one of its own
     * @param bytes what will be written there
     * @throws LabException where there is no room, or where the user's folder holds something already
     */
    static WorkFolder open(Path wanted, long bytes) {
        try {
            return wanted != null ? named(wanted, bytes) : own(candidates(), bytes);
        } catch (IOException refused) {
            throw new LabException("no folder can be made for the journal (" + refused
                    + "): name one with --out, in a folder that this user may write", refused);
        }
    }

    private static WorkFolder named(Path wanted, long bytes) throws IOException {
        Path folder = wanted.toAbsolutePath().normalize();
        boolean made = !Files.exists(folder);
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new LabException(
                        folder + " is not empty, and what is in it would be counted too: name a new folder",
                        null);
            }
        }
        long free = free(folder);
        if (free < bytes + SPARE_BYTES) {
            if (made) {
                Files.delete(folder);
            }
            throw full(folder, free, bytes);
        }
        return new WorkFolder(folder, false);
    }

    /** In the first of the folders that lies on a disk. */
    static WorkFolder own(List<Path> candidates, long bytes) throws IOException {
        for (Path candidate : candidates) {
            if (Files.isWritable(candidate) && !MEMORY.contains(Files.getFileStore(candidate).type())) {
                long free = free(candidate);
                if (free < bytes + SPARE_BYTES) {
                    throw full(candidate, free, bytes);
                }
                return new WorkFolder(Files.createTempDirectory(candidate, "rxpath-soak-"), true);
            }
        }
        throw new LabException("of " + candidates.stream().map(Path::toString).toList()
                + " none is on a disk and may be written: name a folder with --out, in memory too if that is wanted",
                null);
    }

    private static List<Path> candidates() {
        return List.copyOf(new LinkedHashSet<>(List.of(Path.of(System.getProperty("java.io.tmpdir")),
                Path.of("/var/tmp"), Path.of("").toAbsolutePath())));
    }

    private static long free(Path folder) throws IOException {
        FileStore disk = Files.getFileStore(folder);
        return disk.getUsableSpace();
    }

    private static LabException full(Path folder, long free, long bytes) {
        return new LabException("the journal will take " + (bytes >> 20) + " MiB, and " + folder + " has "
                + (free >> 20) + " MiB free, of which " + (SPARE_BYTES >> 20)
                + " are left to others: free some, ask for less, or name a folder on another disk with --out",
                null);
    }

    /** The folder itself. */
    Path path() {
        return path;
    }

    /** The journal's folder in it. */
    Path journal() {
        return path.resolve("journal");
    }

    /** Whether it stays. */
    boolean stays() {
        return !temporary;
    }

    /** Makes a folder in it. */
    Path make(String name) {
        try {
            return Files.createDirectory(path.resolve(name));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Deletes it where it is its own. */
    @Override
    public void close() {
        if (temporary) {
            delete();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The hook finds nothing left.
            }
        }
    }

    private void delete() {
        // A writer that is about to end may add a file meanwhile.
        for (int attempt = 0; attempt < 3 && Files.exists(path); attempt++) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException busy) {
                // Once more; what is left then is in the folder for temporary files.
            }
        }
    }
}
