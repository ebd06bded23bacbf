package io.rxpath.lab.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: beside its place first, then moved there. */
public final class WholeFile {
    private WholeFile() {
    }

    /**
     * Writes {@code text} as UTF-8 to {@code file}; makes its folder where it is missing, replaces an older file.
     *
     * @throws IOException with a sentence for the user: what could not be written, why, and what to do
     */
    public static void write(String what, String text, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(beside);
            // CREATE_NEW follows no link that somebody else laid there.
            Files.writeString(beside, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            move(beside, target);
        } catch (IOException e) {
            remove(beside, e);
            throw new IOException("The " + what + " cannot be written to " + target + " (" + reason(e)
                    + "): name a file in a folder that this user may write and that has space.", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path file, IOException because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static String reason(IOException e) {
        String kind = switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "a file lies where a folder must be";
            case "DirectoryNotEmptyException" -> "a folder has that name";
            default -> null;
        };
        if (kind != null) {
            return kind;
        }
        String said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
