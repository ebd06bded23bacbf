package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.agrona.CloseHelper;

/** The sole right to write a journal folder; the kernel takes it back from a process that dies. */
final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the folder or says in one sentence why not. */
    static FolderLock take(Path folder) {
        FileChannel file = null;
        try {
            file = FileChannel.open(folder.resolve(JournalFiles.LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (lock(file)) {
                return new FolderLock(file);
            }
        } catch (final IOException e) {
            CloseHelper.quietClose(file);
            throw new JournalException("The journal folder " + folder + " cannot be locked (" + e
                    + "): give this user write permission on it or name another folder.", e);
        }
        CloseHelper.quietClose(file);
        throw new JournalException("The journal folder " + folder
                + " is being written by another receiver: stop it or name another folder.");
    }

    @Override
    public void close() {
        CloseHelper.quietClose(file);
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            final FileLock lock = file.tryLock();
            return lock != null && lock.isValid();
        } catch (final OverlappingFileLockException e) {
            return false;
        }
    }
}
