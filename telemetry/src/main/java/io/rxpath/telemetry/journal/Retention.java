package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rxpath.telemetry.journal.RetentionPlan.Kept;
import io.rxpath.telemetry.journal.RetentionPlan.Removal;

/**
 * How long and how much of a journal is kept. Files go as a whole and oldest first: never the newest, which is being
 * written, and never one that a named reader has not passed, however long it has been silent. Usable by the thread that
 * writes the journal and, at the same time, by other processes. Any thread, not the poll thread: it lists a folder.
 */
public final class Retention {
    /** No limit of this kind. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private final long maxAgeNs;
    private final long maxBytes;

    /**
     * Creates a policy; a file goes when either limit wants it to.
     *
     * @param maxAgeNs how old a file's last record must be at least, ns, zero or more; {@link #UNLIMITED} for any age
     * @param maxBytes how many bytes the files may take together, zero or more; {@link #UNLIMITED} for any size
     */
    public Retention(long maxAgeNs, long maxBytes) {
        if (maxAgeNs < 0 || maxBytes < 0) {
            throw new IllegalArgumentException("The limits of retention are not below zero, as " + maxAgeNs
                    + " and " + maxBytes + " are.");
        }
        this.maxAgeNs = maxAgeNs;
        this.maxBytes = maxBytes;
    }

    /**
     * Decides; changes nothing.
     *
     * @param folder the journal's folder
     * @param nowMs the time, ms since the epoch
     * @throws JournalException if there is no journal or it cannot be read
     */
    public RetentionPlan plan(Path folder, long nowMs) {
        final Path path = ReadableFolder.require(folder);
        return decide(path, JournalFiles.list(path), JournalReaders.of(path), nowMs);
    }

    /**
     * Removes what a plan says, except what a reader has gone back to since.
     *
     * @return what was removed
     * @throws JournalException if a file cannot be removed; those before it are
     */
    public List<JournalFile> apply(RetentionPlan plan) {
        final List<JournalFile> removed = new ArrayList<>();
        for (final Removal removal : plan.removals()) {
            final Path file = removal.file().path();
            if (slowest(JournalReaders.of(plan.folder()), removal.file()) != null) {
                break;
            }
            try {
                if (Files.deleteIfExists(file)) {
                    removed.add(removal.file());
                }
            } catch (final IOException e) {
                throw new JournalException("The journal's file " + file + " cannot be removed (" + e
                        + "): give this user write permission on its folder; " + removed.size()
                        + " files before it were removed.", e);
            }
        }
        return removed;
    }

    /**
     * The decision alone.
     *
     * @param files oldest first
     */
    RetentionPlan decide(Path folder, List<JournalFile> files, List<ReaderState> readers, long nowMs) {
        final List<Removal> removals = new ArrayList<>();
        final List<Kept> kept = new ArrayList<>();
        ReaderState blocking = null;
        long bytes = files.stream().mapToLong(JournalFile::bytes).sum();
        for (int i = 0; i < files.size(); i++) {
            final JournalFile file = files.get(i);
            final String reason = reason(file, bytes, nowMs);
            final ReaderState slowest = reason == null || blocking != null
                    ? blocking
                    : slowest(readers, file);
            if (i == files.size() - 1) {
                kept.add(new Kept(file, "it is the newest, which is being written", reason != null));
            } else if (reason == null) {
                kept.add(new Kept(file, "it is within the limits", false));
            } else if (slowest != null) {
                blocking = slowest;
                kept.add(new Kept(file, heldBy(slowest, nowMs), true));
            } else {
                removals.add(new Removal(file, reason));
                bytes -= file.bytes();
            }
        }
        return new RetentionPlan(folder, removals, kept, blocking == null ? null : blocking.name(),
                blocking == null ? 0 : Math.max(nowMs - blocking.committedMs(), 0));
    }

    /** Why the limits want a file to go, null where they do not. */
    private String reason(JournalFile file, long bytes, long nowMs) {
        if (maxAgeNs != UNLIMITED && file.endMs() <= nowMs - TimeUnit.NANOSECONDS.toMillis(maxAgeNs)) {
            return "it is older than " + ago(TimeUnit.NANOSECONDS.toMillis(maxAgeNs));
        }
        return bytes > maxBytes ? "the journal takes more than " + maxBytes + " bytes" : null;
    }

    /** The slowest of the readers that have not passed a file, null for none; one whose file is damaged may be anywhere. */
    private static ReaderState slowest(List<ReaderState> readers, JournalFile file) {
        return readers.stream().filter(it -> !it.isSound() || !file.isPassedBy(it.position()))
                .min(Comparator.comparing(ReaderState::isSound)
                        .thenComparing(it -> it.isSound() ? it.position() : new JournalPosition(0, 0)))
                .orElse(null);
    }

    private static String heldBy(ReaderState reader, long nowMs) {
        return reader.isSound()
                ? "the reader " + reader.name() + " has not passed it and has been silent for "
                        + ago(Math.max(nowMs - reader.committedMs(), 0))
                : "nobody knows where the reader " + reader.name() + " stands, its file is damaged";
    }

    /** A time in the largest unit that leaves a whole number above one. */
    private static String ago(long ms) {
        final long seconds = ms / 1000;
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 2 * 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
