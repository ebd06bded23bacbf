package io.rxpath.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import javax.xml.parsers.DocumentBuilderFactory;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import io.rxpath.bench.Cell;
import io.rxpath.bench.Deferral;
import io.rxpath.bench.Outcome;
import io.rxpath.bench.Reading;
import io.rxpath.bench.Round;
import io.rxpath.bench.Setup;
import io.rxpath.bench.Stalls;
import io.rxpath.bench.Turn;
import io.rxpath.bench.Workload;
import io.rxpath.lab.report.LatencyHistogram;
import io.rxpath.lab.send.SendResult;

class FloorPageTest {
    private static final Workload WORKLOAD = new Workload(
            new io.rxpath.bench.Traffic("a <packet> now & then", null, 20_000, 0), 2, Deferral.OFF);
    private static final Setup SETUP = new Setup("floor", "title", "blocking engine", "receiver on CPU 1", 2,
            2, 7);

    private static Turn turn(String name, long ns) {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < 10_000; i++) {
            histogram.recordValue(ns + i);
        }
        LatencyHistogram latency = LatencyHistogram.of(histogram);
        return new Turn(name, new SendResult(10_003, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                new Reading(latency, latency, LatencyHistogram.EMPTY, new Reading.Counts(10_000, 0, 4, 0),
                        new Reading.Cpu(1, 2, 3, 4), OptionalLong.of(0), Optional.empty()));
    }

    /** One engine: a workload that was run, one that was not. */
    static List<Part> parts() {
        Cell cell = new Cell(WORKLOAD, Optional.empty(), List.of(
                new Round(1, List.of(turn("c", 2_000), turn("rxpath", 3_000)), new Stalls(80_000, 3, 200)),
                new Round(2, List.of(turn("rxpath", 3_000), turn("c", 2_000)), new Stalls(71_000, 4, 200))));
        Cell skipped = new Cell(WORKLOAD, Optional.of("EPERM"), List.of());
        Outcome outcome = new Outcome(List.of("c", "rxpath", "full"), Map.of("full", "no tracefs"),
                List.of("rxpath"), List.of(cell, skipped));
        return List.of(new Part(SETUP, outcome));
    }

    private static String page() {
        return FloorPage.text(parts(), Instant.EPOCH);
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
        String page = page();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf("<html")))));
        assertEquals(2, document.getElementsByTagName("polyline").getLength(),
                "a curve for each that took part");
        assertFalse(page.contains("http://") || page.contains("https://") || page.contains("<script"), page);
        assertTrue(page.contains("a &lt;packet&gt; now &amp; then"), page);
        assertTrue(page.contains("full took no part: no tracefs."), page);
        assertTrue(page.contains("Not run: EPERM."), page);
        assertTrue(page.contains("from the one before: rxpath."), page);
        assertTrue(page.matches(
                "(?s).*<td>\\d[0-9.]+ us<small>1\\.\\d\\d \\(1\\.\\d\\d to 1\\.\\d\\d\\)</small></td>.*"),
                "a ratio with its interval");
        assertTrue(page.matches(
                "(?s).*<tr><th scope=\"row\">idle</th>(<td>-</td>)+<td>80.00 us</td><td>7</td><td>-.*"),
                page);
    }

    @Test
    void aCurveRisesFromLeftToRight() throws Exception {
        String page = page();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf("<html")))));
        Element curve = (Element) document.getElementsByTagName("polyline").item(0);
        double beforeX = -1;
        double beforeY = Double.MAX_VALUE;
        for (String point : curve.getAttribute("points").split(" ")) {
            double x = Double.parseDouble(point.split(",")[0]);
            double y = Double.parseDouble(point.split(",")[1]);
            assertTrue(x > beforeX && y <= beforeY, curve.getAttribute("points"));
            beforeX = x;
            beforeY = y;
        }
    }

    @Test
    void everyRowHasAsManyCellsAsTheHead() throws Exception {
        String page = page();
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf("<html")))));
        NodeList tables = document.getElementsByTagName("table");
        assertEquals(2, tables.getLength(), "the bars, and the figures of the workload that was run");
        for (int table = 0; table < tables.getLength(); table++) {
            NodeList rows = ((Element) tables.item(table)).getElementsByTagName("tr");
            assertEquals(table == 0 ? 2 : 1 + 3, rows.getLength());
            for (int i = 0; i < rows.getLength(); i++) {
                assertEquals(cells(rows.item(0)), cells(rows.item(i)), "row " + i);
            }
        }
    }

    private static int cells(Node row) {
        int cells = 0;
        for (Node child = row.getFirstChild(); child != null; child = child.getNextSibling()) {
            cells += child.getNodeType() == Node.ELEMENT_NODE ? 1 : 0;
        }
        return cells;
    }

    @Test
    void itIsWrittenWhole(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/floor.html");
        FloorPage.write(List.of(), Instant.EPOCH, file);
        assertTrue(Files.readString(file).startsWith("<!DOCTYPE html>"));
    }
}
