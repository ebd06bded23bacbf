package io.rxpath.cli;

import io.rxpath.telemetry.event.FeedEventDecoder;
import io.rxpath.telemetry.journal.JournalReader;
import java.time.Instant;

/** One line for the record that a reader stands at. */
interface RecordLine {
    /** The line, without its end. */
    String of(JournalReader reader);

    /** CLOCK_REALTIME nanoseconds in ISO 8601, UTC, with all nine digits. */
    static String time(long realtimeNs) {
        final Instant instant = Instant.ofEpochSecond(Math.floorDiv(realtimeNs, 1_000_000_000L));
        final String seconds = instant.toString();
        return "%s.%09dZ".formatted(seconds.substring(0, seconds.length() - 1),
                Math.floorMod(realtimeNs, 1_000_000_000L));
    }

    /** A feed's session as 20 hexadecimal digits: for MoldUDP64 its ten characters in ASCII. */
    static String session(FeedEventDecoder feed) {
        return "%016x%04x".formatted(feed.session(), feed.sessionRest());
    }
}
