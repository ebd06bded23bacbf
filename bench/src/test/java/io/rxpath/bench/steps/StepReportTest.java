package io.rxpath.bench.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.junit.jupiter.api.Test;

class StepReportTest {
    @Test
    void theTableHasEachFigureAndTheBar() {
        String text = StepReport.of(Samples.TABLE, "CPU 3, " + Effort.QUICK);
        text.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        assertTrue(text.contains("\nCPU 3, 1 round of 5 x 200 ms after 3 x 700 ms.\n"), text);
        assertTrue(
                text.matches("(?s).*\\n  bare-call +bare system call +200\\.0 +5\\.0 +1\\.000 +0\\.00\\n.*"),
                text);
        assertTrue(text.matches("(?s).*\\n  classify-polled .* 20\\.0 +5\\.0 +0\\.100 +0\\.00\\n.*"), text);
        assertTrue(text.matches("(?s).*\\n  count-packet .* 6\\.0 +- +0\\.030 +0\\.00\\n.*"), text);
        assertTrue(text.contains("\n  turn: not measured: EPERM.\n"), text);
        assertTrue(text.matches("(?s).*\\n  by a worker .* 42\\.0 +10\\.0 +0\\.210 +0\\.01\\n.*"), text);
        assertTrue(text.endsWith("at most 0.25 of a bare system call, and 0 B: met\n"), text);
        assertTrue(StepReport.of(Samples.table(100, 0), "").endsWith(": missed\n"));
        assertFalse(text.contains("worker-publish-64 "), text);
    }

    @Test
    void theJsonHasTheSame() throws IOException {
        Map<String, Object> json = flat(StepJson.of(Samples.TABLE, Effort.thorough(2), 3, Instant.EPOCH));
        assertEquals(1, json.get("/format"));
        assertEquals("1970-01-01T00:00:00Z", json.get("/startedAt"));
        assertEquals(3, json.get("/cpu"));
        assertEquals(2, json.get("/rounds"));
        assertEquals(20.0, json.get("/steps/classify-polled/ns"));
        assertEquals("enter-call", json.get("/steps/classify-polled/without"));
        assertEquals(0.1, json.get("/steps/classify-polled/ratioToBareCall"));
        assertEquals("null", json.get("/steps/count-packet/error999Ns"));
        assertEquals("EPERM", json.get("/notMeasured/turn"));
        assertEquals(42.0, json.get("/onTopOfReceive/ns"));
        assertEquals("true", json.get("/onTopOfReceive/met"));
        assertEquals(38.0, json.get("/onTopOfReceive/oneByOne/ns"));
        assertFalse(json.containsKey("/steps/worker-publish-64/ns"));
    }

    /** The values by their path. */
    private static Map<String, Object> flat(String text) throws IOException {
        Map<String, Object> values = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            while (json.nextToken() != null) {
                JsonToken token = json.currentToken();
                if (token.isScalarValue()) {
                    values.put(json.getParsingContext().pathAsPointer().toString(),
                            token.isNumeric() ? json.getNumberValue() : json.getText());
                }
            }
        }
        return values;
    }
}
