package io.rxpath.lab.soak;

import java.nio.file.Path;

import io.rxpath.telemetry.journal.JournalReader;

/** Where a reader begins. The only class that knows how a reader gets there. */
enum ReaderStart {
    /** At the first record. */
    BEGINNING {
        @Override
        void move(JournalReader reader, long timeNs) {
            // A reader that was just opened is there.
        }
    },
    /** At some record in between. */
    MIDDLE {
        @Override
        void move(JournalReader reader, long timeNs) {
            reader.moveToTime(timeNs);
        }
    },
    /** With what is written from now on. */
    END {
        @Override
        void move(JournalReader reader, long timeNs) {
            reader.moveToTime(Long.MAX_VALUE);
        }
    };

    /**
     * Opens a journal so that the next record is the first that is wanted.
     *
     * @param timeNs for {@link #MIDDLE}, the app time behind which records are wanted, CLOCK_REALTIME ns
     */
    final JournalReader open(Path folder, long timeNs) {
        JournalReader reader = JournalReader.open(folder);
        try {
            move(reader, timeNs);
            return reader;
        } catch (RuntimeException failed) {
            reader.close();
            throw failed;
        }
    }

    abstract void move(JournalReader reader, long timeNs);

    /** Whether the first record wanted is the run's first. */
    boolean fromTheStart() {
        return this == BEGINNING;
    }
}
