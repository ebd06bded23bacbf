package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Outcome OUTCOME = new Outcome(List.of("off", "own", "full"),
            Map.of("full", "not one packet was verified"), List.of("own"),
            List.of(Samples.cell(), skipped()));

    private static Cell skipped() {
        return new Cell(new Workload(Traffic.steady(100_000, 200_000), 2, Deferral.OFF), Optional.of("EPERM"),
                List.of());
    }

    @Test
    void textHasRatiosTheirSpreadAndTheMachine() {
        String text = TextReport.of(Samples.SETUP, OUTCOME);
        text.lines().forEach(line -> assertTrue(line.length() <= TextReport.COLUMNS, line));
        assertTrue(text.matches("(?s).*\\n  send to app p50 +off +100 ns\\n.*"), text);
        assertTrue(text.matches("(?s).*\\n {25}own +200 ns +2\\.000 +1\\.500 +4\\.00\\d +\\+100 ns\\n.*"),
                text);
        assertTrue(text.matches("(?s).*\\n  bytes allocated/packet off +0 B\\n.*"), text);
        assertTrue(text.matches("(?s).*poll thread CPU +off +50\\.0 %\\n +own +50\\.0 % +1\\.000.*"), text);
        assertTrue(text.matches("(?s).*\\n  off +1\\.00 us +3,009 +401 +9 +15 +50\\.0 %\\n.*"), text);
        assertTrue(text.matches("(?s).*\\n  idle +70\\.00 us +6\\n.*"), text);
        assertTrue(text.contains("Not steady yet after 5 warm-up turns"), text);
        assertTrue(text.contains("full took no part: not one packet was verified."), text);
        assertTrue(text.contains("\na packet every 100us to 200us, deferral off\n  not run: EPERM.\n"), text);
        assertFalse(text.matches("(?s).*\\n +full .*"), text);
    }

    @Test
    void turnsThatDoNotCountAreSaid() {
        Cell cell = new Cell(Samples.WORKLOAD, Optional.empty(),
                List.of(Samples.round(1, Samples.turn("off", 100), Samples.turn("own", 100)),
                        Samples.round(2, Samples.turn("off", 100),
                                Samples.turn("own", Samples.reading(100, 10, "the ring overran")))));
        String text = TextReport.of(Samples.SETUP,
                new Outcome(List.of("off", "own"), Map.of(), List.of(), List.of(cell)));
        assertTrue(text.contains("own: 1 of 2 turns do not count: the ring overran."), text);
    }

    @Test
    void jsonHasEveryFigureOfEveryTurn() throws IOException {
        Map<String, Object> json = flat(JsonReport.of(Samples.SETUP, OUTCOME, Instant.EPOCH));
        assertEquals(3L, json.get("/format"));
        assertEquals("off", json.get("/baseline"));
        assertEquals("1970-01-01T00:00:00Z", json.get("/startedAt"));
        assertEquals("not one packet was verified", json.get("/absent/full"));
        String cell = "/workloads/0";
        assertEquals(100L, json.get(cell + "/deferHardIrqs"));
        assertEquals(2.0, json.get(cell + "/contenders/own/ratioToBaseline/sendToAppP50Ns/median"));
        assertEquals(3L, json.get(cell + "/contenders/own/ratioToBaseline/cpuShare/rounds"));
        assertEquals(100.0, json.get(cell + "/contenders/own/differenceToBaseline/sendToAppP50Ns/median"));
        assertFalse(json.containsKey(cell + "/contenders/off/ratioToBaseline/cpuShare/rounds"));
        assertEquals(0L, json.get(cell + "/contenders/own/allocatedBytesPerPacket"));
        assertEquals("own", json.get(cell + "/rounds/1/turns/0/contender"));
        assertEquals(150L, json.get(cell + "/rounds/1/turns/0/sendToAppP999Ns"));
        assertEquals(70_000L, json.get(cell + "/rounds/2/idle/stallMaxNs"));
        assertEquals(6L, json.get(cell + "/idle/stalls"));
        assertEquals("own", json.get("/unsteady/0"));
        assertEquals(3L, json.get(cell + "/rounds/2/turns/1/lost"));
        assertEquals("EPERM", json.get("/workloads/1/skippedBecause"));
    }

    /** The values by their path. */
    private static Map<String, Object> flat(String text) throws IOException {
        Map<String, Object> values = new HashMap<>();
        Deque<int[]> indexes = new ArrayDeque<>();
        Deque<String> paths = new ArrayDeque<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    continue;
                }
                if (token.isStructEnd()) {
                    indexes.pop();
                    paths.pop();
                    continue;
                }
                String path = paths.isEmpty()
                        ? ""
                        : paths.peek() + "/"
                                + (indexes.peek()[0] >= 0 ? indexes.peek()[0]++ : json.currentName());
                if (token.isStructStart()) {
                    paths.push(path);
                    indexes.push(new int[]{token == JsonToken.START_ARRAY ? 0 : -1});
                } else {
                    values.put(path, switch (token) {
                        case VALUE_NUMBER_INT -> json.getLongValue();
                        case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
                        default -> json.getText();
                    });
                }
            }
        }
        return values;
    }
}
