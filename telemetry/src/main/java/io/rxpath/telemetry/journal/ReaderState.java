package io.rxpath.telemetry.journal;

/**
 * How far a named reader of a journal has come.
 *
 * @param name its name
 * @param position where it goes on; null where its file is damaged
 * @param committedMs when it said so last, ms since the epoch; where its file is damaged, when that was written
 * @param damage what is wrong with its file, in one sentence; null for nothing
 */
public record ReaderState(String name, JournalPosition position, long committedMs, String damage) {
    /** Whether its file can be read. */
    public boolean isSound() {
        return damage == null;
    }
}
