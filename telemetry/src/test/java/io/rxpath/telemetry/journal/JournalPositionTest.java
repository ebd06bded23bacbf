package io.rxpath.telemetry.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalPositionTest {
    @Test
    void textReadsBackAndKeepsWhatIsOrdered() {
        final SplittableRandom random = new SplittableRandom(1);
        JournalPosition before = new JournalPosition(0, 0);
        for (int i = 0; i < 10_000; i++) {
            final JournalPosition position = new JournalPosition(random.nextLong() >>> 1 + random.nextInt(63),
                    random.nextInt(8192));
            assertEquals(position, JournalPosition.parse(position.toString()));
            final int expected = position.index() == before.index()
                    ? Integer.compare(position.record(), before.record())
                    : Long.compare(position.index(), before.index());
            assertEquals(expected, position.compareTo(before));
            before = position;
        }
        assertEquals("4d5b00000001/3", new JournalPosition(0x4d5b00000001L, 3).toString());
        assertEquals(new JournalPosition(0x4d5b00000001L, 0), JournalPosition.parse("4d5b00000001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "1/", "/1", "1/2/3", "x", "1/a", "-1", "1 /2", "ffffffffffffffff",
        "12345678901234567", "1/99999999", "1F"})
    void otherTextIsRefusedInASentence(String text) {
        final JournalException refused = assertThrows(JournalException.class,
                () -> JournalPosition.parse(text));
        assertEquals("'" + text
                + "' is no place in a journal: as rxpath tail --json prints it, for example 4d5b00000001/3, is wanted.",
                refused.getMessage());
    }
}
