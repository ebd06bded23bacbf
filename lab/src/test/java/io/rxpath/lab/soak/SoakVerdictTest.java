package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Each thing that can be wrong makes the soak fail by itself, and what was said does not. */
class SoakVerdictTest {
    private static final SoakTraffic TRAFFIC = new SoakTraffic(1_000, 0, 5, 20, 30, 951, 1);
    private static final JournalFigures JOURNAL = new JournalFigures(903, 901, 2, 50, 0, 0, 903, 0, 3, 0, 0,
            0, "", 1 << 22);
    private static final ReaderFigures READERS = new ReaderFigures(3, 1, 1, 1, 1, 1, 900, 2, 0, List.of());

    private static List<String> judge(SoakTraffic traffic, JournalFigures journal) {
        return SoakVerdict.of(traffic, journal, READERS, Optional.empty());
    }

    private static void assertOne(String fragment, List<String> findings) {
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.getFirst().contains(fragment), findings::toString);
    }

    private static JournalFigures journal(long packets, long inGaps, long missing, long repeated) {
        return new JournalFigures(packets + 2, packets, 2, inGaps, missing, repeated, 903, 0, 3, 0, 0, 0, "",
                1);
    }

    @Test
    void whatWasLostAndSaidIsNoFinding() {
        assertEquals(List.of(), judge(TRAFFIC, JOURNAL));
        assertEquals(0, TRAFFIC.unaccounted());
    }

    @Test
    void packetsThatNobodyCountedAreAFinding() {
        assertOne("1 packets that were sent", judge(new SoakTraffic(1_001, 0, 5, 20, 30, 951, 1), JOURNAL));
        assertOne("-1 packets that were sent", judge(new SoakTraffic(999, 0, 5, 20, 30, 951, 1), JOURNAL));
    }

    @Test
    void noPacketAtAllIsAFinding() {
        assertOne("No packet came",
                judge(SoakTraffic.NONE, new JournalFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "", 0)));
    }

    @Test
    void aPacketWithoutAWordIsAFinding() {
        assertOne("1 packets are neither", judge(TRAFFIC, journal(901, 49, 1, 0)));
    }

    @Test
    void aRepeatedPacketIsAFinding() {
        assertOne("more than once", judge(TRAFFIC, journal(902, 50, 0, 1)));
    }

    @Test
    void sumsThatDifferAreAFinding() {
        assertOne("accounts for 952", judge(TRAFFIC, journal(902, 50, 0, 0)));
    }

    @Test
    void whatWasSaidToBeWrittenAndIsNotThereIsAFinding() {
        assertOne("7 records that the receiver said",
                judge(TRAFFIC, new JournalFigures(903, 901, 2, 50, 0, 0, 910, 0, 3, 0, 0, 0, "", 1)));
    }

    @Test
    void otherContentsAndDamageAreFindings() {
        assertOne("1 blocks",
                judge(TRAFFIC, new JournalFigures(903, 901, 2, 50, 0, 0, 903, 0, 3, 1, 0, 0, "", 1)));
        assertOne("no known type",
                judge(TRAFFIC, new JournalFigures(903, 901, 2, 50, 0, 0, 903, 0, 3, 0, 1, 0, "", 1)));
        assertOne("64 bytes",
                judge(TRAFFIC, new JournalFigures(903, 901, 2, 50, 0, 0, 903, 0, 3, 0, 0, 64, "", 1)));
        assertOne("cannot be read", judge(TRAFFIC,
                new JournalFigures(903, 901, 2, 50, 0, 0, 903, 0, 3, 0, 0, 0, "it cannot be read", 1)));
    }

    @Test
    void aMisledReaderAndADeadReceiverAreFindings() {
        ReaderFigures misled = new ReaderFigures(3, 1, 1, 1, 1, 1, 900, 2, 0, List.of("reader 2 (END): why"));
        assertOne("reader 2", SoakVerdict.of(TRAFFIC, JOURNAL, misled, Optional.empty()));
        assertOne("ended by itself",
                SoakVerdict.of(TRAFFIC, JOURNAL, READERS, Optional.of(new IllegalStateException("why"))));
    }

    @Test
    void theReportFitsTheTerminal() {
        List<MemorySample> memory = IntStream.range(0, 40)
                .mapToObj(i -> new MemorySample(i, (300L + i) << 20, 200L << 20, 50L << 20, 8L << 20))
                .toList();
        SoakResult result = new SoakResult("0.1", Instant.EPOCH,
                new SoakOptions(600, 100_000, 3, 65_536, true, false, 1, null), "a veth pair", 601.2, TRAFFIC,
                JOURNAL, new SoakLoad(10, 2_000, 30_000, 0.123, 7, 21, memory), READERS,
                List.of("Something that takes more than a line to be told, as things do that go wrong late at night."),
                null);
        String text = SoakText.of(result);
        assertTrue(text.lines().allMatch(line -> line.length() <= Lines.COLUMNS), text);
        assertTrue(text.contains("305.0     315.0     325.0     335.0"), text);
        assertTrue(text.contains("NOT ok"), text);
        String json = SoakJson.of(result);
        assertTrue(json.contains("\"missing\" : 0") && json.contains("\"ok\" : false"), json);
    }
}
