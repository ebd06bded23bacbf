package io.rxpath.telemetry.journal;

import java.nio.file.Path;

/**
 * A reader in a JVM of its own: {@code FOLDER NAME PACKETS}, where {@code -} is no name. Follows until it has read the packet before that number,
 * commits now and then and prints the number after each commit. Fails where a packet is missing or comes twice.
 */
final class FollowerMain {
    private FollowerMain() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        final long count = Long.parseLong(arguments[2]);
        long next = -1;
        final boolean named = !arguments[1].equals("-");
        try (JournalReader reader = named
                ? JournalReader.open(Path.of(arguments[0]), arguments[1])
                : JournalReader.open(Path.of(arguments[0]))) {
            while (next < count) {
                if (!reader.next()) {
                    Thread.sleep(1);
                    continue;
                }
                switch (reader.recordType()) {
                    case PACKET -> {
                        final long number = reader.packet().packetNumber();
                        if (next >= 0 && number != next || reader.header() == null || reader.skips() > 0) {
                            throw new AssertionError(number + " where " + next + " was due");
                        }
                        if (next < 0) {
                            System.out.println("first " + number);
                        }
                        next = number + 1;
                        if (named && (next % 5_000 == 0 || next == count)) {
                            reader.commit();
                            System.out.println("committed " + next);
                        }
                    }
                    case GAP -> throw new AssertionError("a gap");
                    default -> {
                        // the header
                    }
                }
            }
        }
    }
}
