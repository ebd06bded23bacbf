package io.rxpath.lab.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere. */
public final class HtmlReport {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
            .withZone(ZoneOffset.UTC);

    private HtmlReport() {
    }

    /**
     * Writes the report, whole or not at all.
     *
     * @param result what to report
     * @param file where; an older file is replaced, a missing folder made
     * @throws IOException when it cannot be written, with a sentence for the user
     */
    public static void write(DemoResult result, Path file) throws IOException {
        WholeFile.write("HTML report", text(result), file);
    }

    /** The document as text. */
    static String text(DemoResult result) {
        List<LatencyHistogram> drawn = new ArrayList<>();
        result.phases().forEach(phase -> drawn.add(phase.sendToApp()));
        Html html = new Html();
        LogScale scale = LogScale.over(drawn);
        html.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        html.empty("meta", "http-equiv", "Content-Security-Policy", "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf("title", "rxpath demo, " + UTC.format(result.startedAt())).style(Html.sheet()).closeLine();
        html.open("body").open("main");
        html.open("header").leaf("h1", "rxpath demo");
        html.leaf("p", UTC.format(result.startedAt()) + " · rxpath " + result.version()).closeLine();
        new HtmlCliff(html, new Chart(html, scale, 330), result).write();
        phases(html, new Chart(html, scale, 250), result);
        journal(html, result.journal());
        machine(html, result.machine());
        measured(html, result.notes());
        glossary(html);
        html.close().close().closeLine();
        return html.document();
    }

    private static void phases(Html html, Chart chart, DemoResult result) {
        HtmlPhase one = new HtmlPhase(html, chart);
        Set<String> ids = new LinkedHashSet<>();
        result.phases().forEach(phase -> ids.add(phase.id()));
        for (String id : ids) {
            List<PhaseResult> same = new ArrayList<>();
            result.feeds().forEach(feed -> result.phasesOf(feed).stream()
                    .filter(phase -> phase.id().equals(id)).forEach(same::add));
            html.open("section", "class", "phase").leaf("h2", "(" + id + ") " + same.getFirst().title());
            html.leaf("p", same.getFirst().what()).open("div", "class", "pair");
            same.forEach(one::write);
            html.close().closeLine();
        }
    }

    private static void journal(Html html, JournalCheck journal) {
        html.open("section").leaf("h2", "The journal, read back");
        if (journal == null) {
            html.leaf("p", "No journal was written in this run.", "class", "skipped").closeLine();
            return;
        }
        html.leaf("p",
                journal.ok()
                        ? "✓ Every packet the handler saw is in the journal exactly once, with its branch."
                        : "✗ The journal does not agree with what the handler saw.",
                "class", journal.ok() ? "good" : "wrong");
        html.open("dl", "class", "facts");
        fact(html, "Packets handled", journal.packetsHandled(), false);
        fact(html, "Packets in the journal", journal.packetsInJournal(), false);
        fact(html, "Found twice or more", journal.duplicates(), journal.duplicates() > 0);
        fact(html, "Missing", journal.missing(), journal.missing() > 0);
        fact(html, "Other branch", journal.branchMismatches(), journal.branchMismatches() > 0);
        fact(html, "Gap records", journal.gapRecords(), journal.gapRecords() > 0);
        html.close().open("p").text("In ").leaf("code", journal.journal().toString()).close().closeLine();
    }

    private static void fact(Html html, String name, long value, boolean bad) {
        html.open("div", "class", bad ? "bad" : null).leaf("dt", name).leaf("dd", Figures.count(value))
                .close();
    }

    private static void machine(Html html, List<Finding> machine) {
        html.open("section").leaf("h2", "What this machine allows");
        if (machine.isEmpty()) {
            html.leaf("p", "Nothing was asked.", "class", "skipped").closeLine();
            return;
        }
        html.open("table", "class", "machine").open("tbody");
        for (Finding finding : machine) {
            html.open("tr").leaf("td", finding.available() ? "✓ yes" : "✗ no", "class",
                    finding.available() ? "good" : "wrong");
            html.leaf("th", finding.name(), "scope", "row").leaf("td", finding.detail()).closeLine();
        }
        html.close().close().closeLine();
    }

    private static void measured(Html html, List<String> notes) {
        html.open("section").leaf("h2", "How it was measured").open("ul");
        html.leaf("li",
                "The sender is a process of its own on another core. It writes its clock into each datagram"
                        + " just before it sends; sender and receiver read the same clock of the same machine.");
        html.leaf("li",
                "The receiver reads the clock after the receive call that returned the packet. What the feed"
                        + " handler does afterwards is in no figure of that packet.");
        html.leaf("li",
                "The branch of a packet is inferred by the receiver, without privilege, from its own clock,"
                        + " the kernel's stamp, the switches of its thread and the state of the device's NAPI. No kernel trace"
                        + " was held against it.");
        html.leaf("li",
                "Percentiles are of the packets after the warm-up. Times are those of this machine: compare"
                        + " the phases with each other.");
        notes.forEach(note -> html.leaf("li", note));
        html.close().closeLine();
    }

    private static void glossary(Html html) {
        html.open("section").leaf("h2", "Words").open("dl", "class", "words");
        Words.glossary().forEach((word, meaning) -> html.leaf("dt", word).leaf("dd", meaning));
        html.close().closeLine();
    }
}
