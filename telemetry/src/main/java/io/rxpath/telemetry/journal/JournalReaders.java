package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The named readers of a journal, in use or not. Any thread. */
public final class JournalReaders {
    private JournalReaders() {
    }

    /**
     * All readers that ever committed a position and were not forgotten, by name.
     *
     * @param folder the journal's folder
     * @throws JournalException if they cannot be read
     */
    public static List<ReaderState> of(Path folder) {
        final Path journal = folder.toAbsolutePath().normalize();
        final List<ReaderState> readers = new ArrayList<>();
        try (Stream<Path> files = Files.list(ReaderFile.folder(journal))) {
            for (final String name : files.map(file -> file.getFileName().toString())
                    .filter(ReaderFile::isName).sorted().toList()) {
                final ReaderState state = ReaderFile.read(journal, name);
                if (state != null) {
                    readers.add(state);
                }
            }
        } catch (final NoSuchFileException e) {
            return List.of();
        } catch (final IOException e) {
            throw new JournalException("The readers of the journal in " + journal + " cannot be read (" + e
                    + "): give this user read permission on " + ReaderFile.folder(journal) + ".", e);
        }
        return readers;
    }

    /**
     * Forgets a reader: it holds no file back any more, and begins with the first record when it is opened again.
     *
     * @param folder the journal's folder
     * @return whether it had a position
     * @throws JournalException if it is in use, or this user may not
     */
    public static boolean forget(Path folder, String name) {
        final Path journal = ReadableFolder.require(folder);
        ReaderFile.requireName(name);
        if (!Files.exists(ReaderFile.folder(journal).resolve(name))) {
            return false;
        }
        try (NamedReader reader = NamedReader.take(journal, name)) {
            return reader.forget();
        }
    }
}
