package io.rxpath.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.rxpath.bench.BenchException;
import io.rxpath.bench.Cell;
import io.rxpath.lab.report.WholeFile;

/** The floor's figures as Markdown, and their place in a document between two marks. */
public final class FloorDocument {
    private static final String FROM = "<!-- bench floor: from here on written by the command -->";
    private static final String TO = "<!-- bench floor: to here -->";

    private final StringBuilder out = new StringBuilder();

    private FloorDocument() {
    }

    /**
     * Replaces what stands between the two marks of a document; the rest stays as it is.
     *
     * @throws IOException where it cannot be read or written
     * @throws BenchException where it has not both marks
     */
    public static void into(Path document, List<Part> parts) throws IOException {
        String text = Files.readString(document);
        int from = text.indexOf(FROM);
        int to = text.indexOf(TO);
        if (from < 0 || to < from) {
            throw new BenchException(document + " has no place for the figures: it wants the line " + FROM
                    + " and below it the line " + TO, null);
        }
        WholeFile.write("document",
                text.substring(0, from + FROM.length()) + "\n\n" + text(parts) + text.substring(to),
                document);
    }

    static String text(List<Part> parts) {
        FloorDocument document = new FloorDocument();
        document.all(parts);
        return document.out.toString();
    }

    private void all(List<Part> parts) {
        if (!parts.isEmpty()) {
            paragraph("On " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                    + ", Java " + Runtime.version() + "; " + parts.getFirst().setup().rounds() + " rounds, "
                    + parts.getFirst().setup().seconds() + " s a turn.");
        }
        table(FloorTables.bars(parts));
        for (Part part : parts) {
            paragraph("### " + part.setup().how());
            paragraph(part.setup().machine() + ".");
            part.outcome().remarks().forEach(this::paragraph);
            for (Cell cell : part.outcome().cells()) {
                paragraph("#### " + cell.workload().title());
                if (cell.skipped().isPresent()) {
                    paragraph("Not run: " + cell.skipped().get() + ".");
                } else {
                    table(FloorTables.figures(part.outcome(), cell));
                }
            }
        }
    }

    private void paragraph(String text) {
        out.append(text).append("\n\n");
    }

    private void table(Table table) {
        line(table.head());
        line(table.head().stream().map(column -> "---").toList());
        for (List<Table.Field> row : table.rows()) {
            line(row.stream().map(field -> field.strong() ? "**" + field.text() + "**" : field.text())
                    .toList());
        }
        out.append('\n');
    }

    private void line(List<String> fields) {
        out.append(fields.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
