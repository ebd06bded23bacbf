package io.rxpath.telemetry.journal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.agrona.CloseHelper;

/**
 * Forces a journal's files from the kernel's memory to the disk: fdatasync, which writes the pages of mappings too.
 * Chronicle's own sync does the same by msync, block by block, but only logs where the disk refuses.
 */
final class SyncedFiles implements AutoCloseable {
    private final Path folder;
    private FileChannel current;
    private boolean isNew;

    SyncedFiles(Path folder) {
        this.folder = folder;
    }

    /** Goes on with another file of the folder, whose entry there is not on the disk yet. */
    void moveTo(File file) {
        CloseHelper.quietClose(current);
        current = null;
        try {
            current = FileChannel.open(file.toPath(), StandardOpenOption.WRITE);
            isNew = true;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forces the current file, and once the folder and Chronicle's table. */
    void force() {
        try {
            if (current == null) {
                throw new IOException("the journal's current file is not open");
            }
            current.force(false);
            if (isNew) {
                force(folder.resolve(JournalFiles.METADATA), StandardOpenOption.WRITE);
                force(folder, StandardOpenOption.READ);
                isNew = false;
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(current);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel file = FileChannel.open(path, option)) {
            file.force(true);
        }
    }
}
