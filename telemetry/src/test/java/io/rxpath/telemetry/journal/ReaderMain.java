package io.rxpath.telemetry.journal;

import java.nio.file.Path;

/** Reads a journal in a JVM of its own and fails where it does not hold what it should: {@code FOLDER PACKETS}. */
final class ReaderMain {
    private ReaderMain() {
    }

    public static void main(String[] arguments) {
        final Coverage coverage = new Coverage(0);
        try (JournalReader reader = JournalReader.open(Path.of(arguments[0]))) {
            while (reader.next()) {
                switch (reader.recordType()) {
                    case PACKET -> coverage.packet(reader.packet());
                    case GAP -> coverage.gap(reader.gap());
                    default -> {
                        // the header
                    }
                }
            }
        }
        if (coverage.wrong != null || coverage.next != Long.parseLong(arguments[1])) {
            throw new AssertionError(coverage.wrong + ", " + coverage.next);
        }
    }
}
