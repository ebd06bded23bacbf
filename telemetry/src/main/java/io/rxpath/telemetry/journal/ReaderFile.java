package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The file in which a named reader keeps its position: {@code readers/NAME} in the journal's folder, four lines of text. It
 * is replaced as a whole, so that whoever reads it sees the old or the new one, also after a loss of power.
 */
final class ReaderFile {
    private static final String FIRST_LINE = "rxpath reader 1";
    private static final Pattern FORM = Pattern.compile(
            "(" + FIRST_LINE + "\nposition (\\S{1,40})\ncommitted (\\d{1,18})\n)check ([0-9a-f]{8})\n");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final long MAX_LENGTH = 1024;

    private ReaderFile() {
    }

    /** Where a journal's readers keep their files. */
    static Path folder(Path journal) {
        return journal.resolve("readers");
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Refuses a name that could not be a file's or be mistaken for another file. */
    static void requireName(String name) {
        if (!isName(name)) {
            throw new JournalException("'" + name
                    + "' is no name for a reader: up to 64 letters, digits, - and _ are wanted, a letter or digit first.");
        }
    }

    /**
     * What a reader committed last; null where it never did. A damaged file is told in the state.
     *
     * @throws JournalException if the file cannot be read
     */
    static ReaderState read(Path journal, String name) {
        final Path file = folder(journal).resolve(name);
        try {
            if (Files.size(file) > MAX_LENGTH) {
                return damaged(file, name);
            }
            final Matcher matcher = FORM
                    .matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            if (!matcher.matches() || !check(matcher.group(1)).equals(matcher.group(4))) {
                return damaged(file, name);
            }
            return new ReaderState(name, JournalPosition.parse(matcher.group(2)),
                    Long.parseLong(matcher.group(3)), null);
        } catch (final NoSuchFileException e) {
            return null;
        } catch (final JournalException e) {
            return damaged(file, name);
        } catch (final IOException e) {
            throw new JournalException("The reader's file " + file + " cannot be read (" + e
                    + "): give this user read permission on it.", e);
        }
    }

    /** Writes a reader's file: complete on the disk before it takes the place of the old one. */
    static void write(Path journal, ReaderState state) throws IOException {
        final Path folder = folder(journal);
        final Path next = folder.resolve(state.name() + ".new");
        final String text = FIRST_LINE + "\nposition " + state.position() + "\ncommitted "
                + state.committedMs() + "\n";
        final ByteBuffer bytes = ByteBuffer
                .wrap((text + "check " + check(text) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        try (FileChannel file = FileChannel.open(next, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(next, folder.resolve(state.name()), StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folder);
    }

    /** Makes what was renamed or removed in a folder last through a loss of power. */
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static ReaderState damaged(Path file, String name) {
        return new ReaderState(name, null, file.toFile().lastModified(), "The reader's file " + file
                + " is damaged or of a newer version: forget the reader with rxpath journal forget, or give it"
                + " another name.");
    }

    private static String check(String text) {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return "%08x".formatted(crc.getValue());
    }
}
