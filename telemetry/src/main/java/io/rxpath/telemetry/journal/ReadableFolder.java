package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** What is said of a folder that cannot be read as a journal. */
final class ReadableFolder {
    private ReadableFolder() {
    }

    /** The folder's absolute path, or a refusal of what is no journal. */
    static Path require(Path folder) {
        final Path path = folder.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new JournalException(
                    "There is no journal folder " + path + ": see how the path is spelled.");
        }
        if (!Files.isDirectory(path)) {
            throw new JournalException(
                    path + " is a file and a journal is a folder: name the folder that holds it.");
        }
        try {
            if (!FileNames.any(path)) {
                throw notAJournal(path.toString(), "it has no " + SingleChronicleQueue.SUFFIX + " file");
            }
        } catch (final IOException e) {
            throw new JournalException("The journal folder " + path + " cannot be read (" + e
                    + "): give this user read permission on it.", e);
        }
        if (!JournalFiles.hasMetadata(path)) {
            throw notAJournal(path.toString(), "it has no " + JournalFiles.METADATA);
        }
        return path;
    }

    static JournalException notAJournal(String where, String reason) {
        return new JournalException(where + " is not an rxpath journal (" + reason
                + "): name the folder that a receiver wrote, with all its files.");
    }

    /** The sentence for whatever Chronicle threw; one of ours stays as it is. */
    static JournalException unreadable(String where, Throwable cause) {
        return cause instanceof final JournalException said
                ? said
                : new JournalException("The journal in " + where + " cannot be read (" + cause
                        + "): see whether this user may read all its files and whether the copy is complete.",
                        cause);
    }
}
