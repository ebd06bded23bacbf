package io.rxpath.telemetry.journal;

/**
 * How far a named reader is behind the end of the journal.
 *
 * @param reader its state
 * @param records records that it has not committed yet; -1 where its file is damaged
 * @param ns app time of the journal's last record less that of the first one it has not committed, ns; 0 for none behind,
 *     -1 where its file is damaged
 */
public record ReaderLag(ReaderState reader, long records, long ns) {
}
