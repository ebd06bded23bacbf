package io.rxpath.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
    @Test
    void everyPhaseAndBranchIsThere() throws Exception {
        DemoResult result = Samples.full();
        String text = parsed(HtmlReport.text(result)).getDocumentElement().getTextContent();
        for (PhaseResult phase : result.phases()) {
            assertTrue(text.contains("(" + phase.id() + ") " + phase.title()), phase.title());
            assertTrue(text.contains(phase.what()), phase.what());
            for (BranchResult branch : phase.branches()) {
                assertTrue(text.contains(Figures.count(branch.packets())), branch.toString());
                assertTrue(
                        branch.packets() == 0 || text.contains(Figures.duration(branch.sendToApp().maxNs())),
                        branch.toString());
            }
        }
        for (String word : List.of("HOT_POLL", "CPU_STEAL", "FALLBACK_IRQ", "UNKNOWN", "WINDOW_EXPIRED",
                "178")) {
            assertTrue(text.contains(word), word);
        }
        assertTrue(text.contains("exactly once"));
        for (Finding finding : result.machine()) {
            assertTrue(text.contains(finding.detail()), finding.detail());
        }
    }

    @Test
    void steadyComesBeforeBursts() {
        String text = HtmlReport.text(Samples.full());
        assertTrue(text.indexOf("Steady feed") < text.indexOf("Bursty feed"));
    }

    @Test
    void onlyWhatHtmlClosesItselfIsSelfClosing() {
        Matcher closed = Pattern.compile("<(\\w+)[^<>]*/>").matcher(HtmlReport.text(Samples.full()));
        while (closed.find()) {
            assertTrue(List.of("meta", "rect", "line").contains(closed.group(1)), closed.group());
        }
    }

    @Test
    void barsStayInsideTheChart() throws Exception {
        Document document = parsed(HtmlReport.text(Samples.full()));
        var bars = document.getElementsByTagName("rect");
        assertTrue(bars.getLength() > 100);
        for (int i = 0; i < bars.getLength(); i++) {
            var bar = (org.w3c.dom.Element) bars.item(i);
            double x = percent(bar.getAttribute("x"));
            assertTrue(x >= 0 && x + percent(bar.getAttribute("width")) <= 100.06, "x " + x);
            assertTrue(Double.parseDouble(bar.getAttribute("y")) >= -0.01);
        }
    }

    @Test
    void needsNothingFromAnywhere() {
        for (DemoResult result : List.of(Samples.full(), Samples.poor())) {
            String text = HtmlReport.text(result);
            for (String reference : List.of("http://", "https://", "<script", "src=", "url(", "@import",
                    "<link")) {
                assertFalse(text.contains(reference), reference);
            }
        }
    }

    @Test
    void skippedPhasesSayWhy() throws Exception {
        String text = parsed(HtmlReport.text(Samples.poor())).getDocumentElement().getTextContent();
        assertTrue(text.contains("Did not run: this machine has one core."));
        assertTrue(text.contains("not available: no opportunity was decided"));
        assertTrue(text.contains("No journal was written"));
        assertTrue(text.contains("(b) gave no figures"));
        assertFalse(text.contains("NaN"));
    }

    @Test
    void noPhaseAtAllIsAReportToo() throws Exception {
        DemoResult none = new DemoResult("0", java.time.Instant.EPOCH, List.of(), List.of(), null, List.of());
        assertTrue(parsed(HtmlReport.text(none)).getDocumentElement().getTextContent()
                .contains("No phase was run"));
    }

    @Test
    void evilStringsStayText() throws Exception {
        String text = HtmlReport.text(Samples.evil());
        Document document = parsed(text);
        assertEquals(0, document.getElementsByTagName("script").getLength());
        assertFalse(text.contains("<script"));
        assertTrue(document.getDocumentElement().getTextContent().contains("<script>alert('\"&')</script>"));
    }

    @Test
    void isWrittenWholeAndReplaces(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/report.html");
        HtmlReport.write(Samples.poor(), file);
        HtmlReport.write(Samples.full(), file);
        assertEquals(HtmlReport.text(Samples.full()), Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void refusalSaysWhereAndLeavesNothing(@TempDir Path folder) throws IOException {
        Path occupied = Files.createDirectories(folder.resolve("report.html/inside")).getParent();
        IOException refused = assertThrows(IOException.class,
                () -> HtmlReport.write(Samples.poor(), occupied));
        assertTrue(refused.getMessage().contains(occupied.toString()), refused.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(occupied), files.toList());
        }
        Path plain = Files.createFile(folder.resolve("plain"));
        IOException notFolder = assertThrows(IOException.class,
                () -> HtmlReport.write(Samples.poor(), plain.resolve("report.html")));
        assertTrue(notFolder.getMessage().startsWith("The HTML report cannot be written to"),
                notFolder.getMessage());
    }

    /** Also the fixture to look at: -Drxpath.report.samples=FOLDER leaves the samples there. */
    @Test
    void samplesCanBeKept(@TempDir Path temporary) throws IOException {
        Path folder = Path.of(System.getProperty("rxpath.report.samples", temporary.toString()));
        HtmlReport.write(Samples.full(), folder.resolve("full.html"));
        HtmlReport.write(Samples.poor(), folder.resolve("poor.html"));
        Files.writeString(folder.resolve("full.txt"), TextReport.of(Samples.full(), StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("poor.txt"), TextReport.of(Samples.poor(), StandardCharsets.UTF_8));
        JsonReport.write(Samples.full(), folder.resolve("full.json"));
        assertTrue(Files.size(folder.resolve("full.html")) < 1_000_000);
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static double percent(String value) {
        assertTrue(value.endsWith("%"), value);
        return Double.parseDouble(value.substring(0, value.length() - 1));
    }
}
