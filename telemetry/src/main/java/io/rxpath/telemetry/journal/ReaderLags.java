package io.rxpath.telemetry.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Counts, while a journal is read from its start, what each named reader still has before it. */
final class ReaderLags {
    private final List<ReaderState> sound;
    private final List<ReaderState> damaged;
    /** Per sound reader: records from its position to the next reader's, and the app time of the first. */
    private final long[] records;
    private final long[] firstNs;
    private int passed;
    private long lastNs = JournalReader.NO_TIME;

    ReaderLags(List<ReaderState> readers) {
        sound = readers.stream().filter(ReaderState::isSound)
                .sorted(Comparator.comparing(ReaderState::position)).toList();
        damaged = readers.stream().filter(it -> !it.isSound()).toList();
        records = new long[sound.size()];
        firstNs = new long[sound.size()];
        Arrays.fill(firstNs, JournalReader.NO_TIME);
    }

    void take(JournalReader reader) {
        while (passed < sound.size() && isReached(sound.get(passed).position(), reader)) {
            passed++;
        }
        final long appNs = reader.appNs();
        if (appNs != JournalReader.NO_TIME) {
            lastNs = appNs;
            for (int i = passed - 1; i >= 0 && firstNs[i] == JournalReader.NO_TIME; i--) {
                firstNs[i] = appNs;
            }
        }
        if (passed > 0) {
            records[passed - 1]++;
        }
    }

    List<ReaderLag> lags() {
        final List<ReaderLag> lags = new ArrayList<>();
        long behind = 0;
        for (int i = sound.size() - 1; i >= 0; i--) {
            behind += records[i];
            lags.add(new ReaderLag(sound.get(i), behind,
                    firstNs[i] == JournalReader.NO_TIME ? 0 : Math.max(lastNs - firstNs[i], 0)));
        }
        damaged.forEach(it -> lags.add(new ReaderLag(it, -1, -1)));
        lags.sort(Comparator.comparing(it -> it.reader().name()));
        return lags;
    }

    private static boolean isReached(JournalPosition position, JournalReader reader) {
        return reader.index() > position.index()
                || reader.index() == position.index() && reader.record() >= position.record();
    }
}
