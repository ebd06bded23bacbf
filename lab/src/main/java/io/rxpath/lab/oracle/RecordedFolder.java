package io.rxpath.lab.oracle;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary folder through which recordings go from the recorder to its parent. In memory (/dev/shm), where there is
 * room: then it stays for the next recording, which writes over the same pages; they are far cheaper than new ones, and no
 * disk is written to while that recording is on. Else in java.io.tmpdir, for one recording only. One thread at a time.
 */
final class RecordedFolder implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";
    private static final String PREFIX = "rxpath-trace-";

    private final Path memory;
    private Path folder;
    private boolean lasting;

    RecordedFolder() {
        this(MEMORY);
    }

    /** With another place than /dev/shm. */
    RecordedFolder(Path memory) {
        this.memory = memory;
    }

    /**
     * A folder for a recording, which may hold an earlier one. {@link #release} follows.
     *
     * @param mostBytes what the recording can come to
     */
    Path open(long mostBytes) throws IOException {
        boolean inMemory = hasRoom(mostBytes);
        if (lasting && !inMemory) {
            close();
        }
        if (folder == null) {
            folder = inMemory ? Files.createTempDirectory(memory, PREFIX) : Files.createTempDirectory(PREFIX);
            lasting = inMemory;
        }
        return folder;
    }

    /** The recording in it is not needed any more. */
    void release() {
        if (!lasting) {
            close();
        }
    }

    /** Deletes it; idempotent. */
    @Override
    public void close() {
        if (folder != null) {
            delete(folder);
            folder = null;
        }
        lasting = false;
    }

    private boolean hasRoom(long bytes) {
        try {
            FileStore store = Files.getFileStore(memory);
            long more = bytes - (lasting ? size() : 0);
            return store.type().equals("tmpfs") && Files.isWritable(memory) && store.getUsableSpace() >= more
                    && availableBytes() >= more;
        } catch (IOException unknown) {
            return false;
        }
    }

    private long size() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** What can be had without anything else being thrown out of memory; 0 where nothing says. */
    private static long availableBytes() throws IOException {
        for (String line : Files.readAllLines(MEMORY_INFO)) {
            if (line.startsWith(AVAILABLE)) {
                return Long.parseLong(line.substring(AVAILABLE.length()).replace("kB", "").strip()) << 10;
            }
        }
        return 0;
    }

    /** Deletes a folder and the files in it, as far as they are there. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Gone already, by the other process; or the temporary folder is not ours any more.
        }
    }
}
