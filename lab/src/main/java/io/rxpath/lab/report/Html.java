package io.rxpath.lab.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Builds one HTML document that is also well-formed XML: every text and attribute is escaped, every element closed
 * in its order.
 */
public final class Html {
    /** HTML ignores the slash of any other element and leaves it open. */
    private static final Set<String> SELF_CLOSING = Set.of("meta", "rect", "line", "polyline");

    private static final String SHEET = "report.css";

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /** The style sheet that all pages share. */
    public static String sheet() {
        try (InputStream in = Html.class.getResourceAsStream(SHEET)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SHEET + " cannot be read from rxpath's own jar", e);
        }
    }

    /** Opens an element; {@code attributes} are names and values in turn, a null value leaves its name out. */
    public Html open(String element, String... attributes) {
        start(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the element opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Closes the element opened last and ends the line. */
    public Html closeLine() {
        close();
        out.append('\n');
        return this;
    }

    /** An element without content. */
    public Html empty(String element, String... attributes) {
        start(element, attributes);
        if (SELF_CLOSING.contains(element)) {
            out.append("/>");
        } else {
            out.append("></").append(element).append('>');
        }
        return this;
    }

    /** An element that holds only {@code text}. */
    public Html leaf(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Text, escaped. */
    public Html text(String text) {
        escape(text);
        return this;
    }

    /** A style sheet of our own, which must hold none of {@code < & >}. */
    public Html style(String sheet) {
        out.append("<style>\n").append(sheet).append("</style>\n");
        return this;
    }

    /** The document; every element must be closed. */
    public String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isXml(point) ? point : 0xfffd);
            }
        });
    }

    /** XML 1.0, section 2.2, without the control characters that it tolerates and no reader can see. */
    private static boolean isXml(int point) {
        return point == '\n' || point == '\t' || point >= 0x20 && point < 0x7f
                || point >= 0xa0 && point < 0xd800 || point >= 0xe000 && point < 0xfffe || point > 0xffff;
    }
}
