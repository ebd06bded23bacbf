package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.agrona.CloseHelper;

/** The sole right to a reader's name in a journal, and its position there. The kernel takes it back from a process that dies. */
final class NamedReader implements AutoCloseable {
    private final Path journal;
    private final String name;
    private final FileChannel lock;

    private NamedReader(Path journal, String name, FileChannel lock) {
        this.journal = journal;
        this.name = name;
        this.lock = lock;
    }

    /** Takes a name or says in one sentence why not. */
    static NamedReader take(Path journal, String name) {
        ReaderFile.requireName(name);
        FileChannel lock = null;
        try {
            createFolder(ReaderFile.folder(journal));
            lock = FileChannel.open(ReaderFile.folder(journal).resolve(name + ".lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() != null) {
                return new NamedReader(journal, name, lock);
            }
        } catch (final OverlappingFileLockException e) {
            // In use in this process.
        } catch (final IOException e) {
            CloseHelper.quietClose(lock);
            throw unwritable(journal, name, e);
        }
        CloseHelper.quietClose(lock);
        throw new JournalException("The reader " + name + " of the journal in " + journal
                + " is in use: give this one another name, or end the other first.");
    }

    String name() {
        return name;
    }

    /** Where it goes on, null where it never committed; a damaged file is refused. */
    JournalPosition position() {
        final ReaderState state = ReaderFile.read(journal, name);
        if (state == null) {
            return null;
        }
        if (!state.isSound()) {
            throw new JournalException(state.damage());
        }
        return state.position();
    }

    void commit(JournalPosition position) {
        try {
            ReaderFile.write(journal, new ReaderState(name, position, System.currentTimeMillis(), null));
        } catch (final IOException e) {
            throw unwritable(journal, name, e);
        }
    }

    /** Removes its position; returns whether it had one. */
    boolean forget() {
        try {
            final boolean had = Files.deleteIfExists(ReaderFile.folder(journal).resolve(name));
            ReaderFile.forceFolder(ReaderFile.folder(journal));
            return had;
        } catch (final IOException e) {
            throw unwritable(journal, name, e);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(lock);
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (final FileAlreadyExistsException e) {
            // As it should be, but for the first reader.
        }
    }

    private static JournalException unwritable(Path journal, String name, IOException cause) {
        return new JournalException(
                "The reader " + name + " cannot keep its position in " + ReaderFile.folder(journal) + " ("
                        + cause + "): give this user write permission there, or read without a name.",
                cause);
    }
}
