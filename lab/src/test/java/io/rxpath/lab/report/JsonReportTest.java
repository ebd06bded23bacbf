package io.rxpath.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {
    @Test
    void carriesThePhases() throws IOException {
        DemoResult result = Samples.full();
        Map<String, Object> json = parse(JsonReport.of(result));
        assertEquals(1L, json.get("format"));
        List<Object> phases = list(json.get("phases"));
        assertEquals(result.phases().size(), phases.size());
        for (int i = 0; i < phases.size(); i++) {
            PhaseResult phase = result.phases().get(i);
            Map<String, Object> read = object(phases.get(i));
            assertEquals(phase.id(), read.get("id"));
            assertEquals(phase.sendToApp().p99Ns(), read.get("sendToAppP99Ns"));
            assertEquals(phase.traffic().lostInRing(), object(read.get("traffic")).get("lostInRing"));
            assertEquals(phase.settings().groFlushTimeoutNs(),
                    object(read.get("settings")).get("groFlushTimeoutNs"));
            assertEquals(phase.causes(), read.get("causes"));
            for (int b = 0; b < phase.branches().size(); b++) {
                BranchResult branch = phase.branches().get(b);
                Map<String, Object> readBranch = object(list(read.get("branches")).get(b));
                assertEquals(branch.branch(), readBranch.get("branch"));
                assertEquals(branch.share(), readBranch.get("share"));
                long packets = 0;
                for (Object bucket : list(readBranch.get("sendToAppFromNsAndPackets"))) {
                    packets += (Long) list(bucket).get(1);
                }
                assertEquals(branch.packets(), packets);
            }
        }
        assertEquals(Boolean.TRUE, object(json.get("journal")).get("ok"));
    }

    @Test
    void whatIsMissingIsNullWithItsReason() throws IOException {
        Map<String, Object> json = parse(JsonReport.of(Samples.poor()));
        assertTrue(json.containsKey("journal"));
        assertNull(json.get("journal"));
        Map<String, Object> empty = object(list(json.get("phases")).get(0));
        assertNull(empty.get("sendToAppP50Ns"));
        assertNull(object(empty.get("ratios")).get("hitRatio"));
        assertEquals("no packet arrived", object(empty.get("ratios")).get("hitRatioUnavailable"));
        assertNull(object(empty.get("settings")).get("deferHardIrqs"));
        Map<String, Object> skipped = object(list(json.get("phases")).get(2));
        assertEquals(Boolean.FALSE, skipped.get("ran"));
        assertEquals("this machine has one core.", skipped.get("skippedBecause"));
    }

    @Test
    void evilStringsComeBackAsTheyWere() throws IOException {
        Map<String, Object> json = parse(JsonReport.of(Samples.evil()));
        assertEquals(Samples.EVIL, json.get("version"));
        assertEquals(Samples.EVIL, object(list(json.get("phases")).get(0)).get("title"));
    }

    @Test
    void isWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        JsonReport.write(Samples.poor(), file);
        assertEquals(JsonReport.of(Samples.poor()) + "\n", Files.readString(file));
    }

    private static Map<String, Object> parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Map<String, Object> read = object(value(parser));
            assertNull(parser.nextToken());
            return read;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    assertTrue(!object.containsKey(name), "twice: " + name);
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
