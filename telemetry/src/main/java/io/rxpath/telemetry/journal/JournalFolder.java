package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.rxpath.telemetry.event.RollPeriod;

/** A folder that has been found fit to be written as a journal. */
public final class JournalFolder {
    private final Path path;
    private final Optional<RollPeriod> rollPeriod;

    private JournalFolder(Path path) {
        this.path = path;
        rollPeriod = RollCycleOf.folder(path);
    }

    /**
     * Finds out, before a run starts, whether a journal can be written here, and creates the folder where it is
     * missing. Leaves nothing else behind. Any thread, not on the hot path.
     *
     * @param folder an existing journal, an empty folder, or a name in an existing folder
     * @throws JournalVersionException if the journal there was written by a newer rxpath
     * @throws JournalException if it cannot be created or written, or holds something else
     */
    public static JournalFolder prepare(Path folder) {
        final Path path = folder.toAbsolutePath().normalize();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new JournalException("The journal folder " + path
                    + " is a file: name a folder, or one that does not exist yet.");
        }
        final boolean created = create(path);
        try {
            probe(path);
            refuseNewerOrForeign(path);
        } catch (final RuntimeException e) {
            if (created) {
                delete(path);
            }
            throw e;
        }
        return new JournalFolder(path);
    }

    /** Where it is, absolute. */
    public Path path() {
        return path;
    }

    /** How much time a file holds, where this is a journal already: it stays so. Empty for a new one. */
    public Optional<RollPeriod> rollPeriod() {
        return rollPeriod;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static boolean create(Path path) {
        if (Files.isDirectory(path)) {
            return false;
        }
        final Path parent = path.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new JournalException("The journal folder " + path + " cannot be created because " + parent
                    + (parent != null && Files.exists(parent) ? " is a file" : " does not exist")
                    + ": create that first or name another folder.");
        }
        try {
            Files.createDirectory(path);
            return true;
        } catch (final IOException e) {
            throw new JournalException(
                    "The journal folder " + path + " cannot be created (" + reason(e)
                            + "): give this user write permission on " + parent + " or name another folder.",
                    e);
        }
    }

    /** Permission bits do not tell of read-only mounts, quotas and root's exceptions: a file does. */
    private static void probe(Path path) {
        try {
            Files.delete(Files.createTempFile(path, ".probe", null));
        } catch (final IOException e) {
            throw new JournalException("The journal folder " + path + " is not writable (" + reason(e)
                    + "): give this user write permission on it or name another folder.", e);
        }
    }

    private static void refuseNewerOrForeign(Path path) {
        try {
            if (FileNames.any(path)) {
                JournalReader.refuseNewer(path);
            }
        } catch (final IOException e) {
            throw new JournalException("The journal folder " + path + " cannot be read (" + reason(e)
                    + "): give this user read permission on it or name another folder.", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof final FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName();
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (final IOException e) {
            // An empty folder stays behind; the user is told about the folder anyway.
        }
    }
}
