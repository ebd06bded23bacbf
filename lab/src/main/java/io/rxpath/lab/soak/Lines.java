package io.rxpath.lab.soak;

import java.util.List;
import java.util.Locale;

/** Lines of a report, broken at {@value #COLUMNS} columns and continued below the text. */
final class Lines {
    static final int COLUMNS = 80;
    private static final int LEAD = 10;

    private final StringBuilder out = new StringBuilder();

    /** A line as it is. */
    void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    /** A text behind its heading. */
    void wrapped(String heading, String format, Object... figures) {
        StringBuilder line = new StringBuilder(heading);
        line.append(" ".repeat(Math.max(0, LEAD - heading.length())));
        int begin = line.length();
        for (String word : String.format(Locale.ROOT, format, figures).split(" ")) {
            if (line.length() > begin && line.length() + 1 + word.length() > COLUMNS) {
                line(line.toString());
                line.setLength(0);
                line.append(" ".repeat(LEAD));
                begin = LEAD;
            } else if (line.length() > begin) {
                line.append(' ');
            }
            line.append(word);
        }
        line(line.toString());
    }

    /** What is wrong, or that nothing is. */
    void findings(List<String> findings, String none) {
        if (findings.isEmpty()) {
            line(none);
        } else {
            line("NOT ok:");
            findings.forEach(it -> wrapped("  -", "%s", it));
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
