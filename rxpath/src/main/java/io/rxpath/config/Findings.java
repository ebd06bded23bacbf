package io.rxpath.config;

import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings and knows where in the file each path stands. */
final class Findings {
    private final String file;
    private final Map<String, Integer> lines;
    private final Set<String> unsound = new HashSet<>();
    private final List<Finding> list = new ArrayList<>();

    Findings(String file) {
        this(file, new HashMap<>());
    }

    private Findings(String file, Map<String, Integer> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** For a configuration built in code. */
    static Findings withoutFile() {
        return new Findings("");
    }

    /** A second, empty list over the same file. */
    Findings beside() {
        return new Findings(file, lines);
    }

    /** Remembers where {@code path} stands; a value of the environment stands where the block does that uses it. */
    void locate(String path, ConfigOrigin origin) {
        if (origin.lineNumber() > 0) {
            lines.put(path, origin.lineNumber());
        }
    }

    /**
     * Adds a finding at a path.
     *
     * @param path the key; the line is that of the nearest enclosing key that the file has
     * @param predicate the rest of a sentence that starts with the path, without final stop
     */
    void add(String path, String predicate) {
        unsound.add(path);
        final String sentence = printable(path + " " + predicate);
        list.add(new Finding(file, line(path), path, sentence.endsWith("?") ? sentence : sentence + "."));
    }

    /** Silences the rules on {@code path}: what was read of it is not the whole. */
    void taint(String path) {
        unsound.add(path);
    }

    /** Whether nothing was found wrong with any of these paths themselves: else a rule on them says nothing new. */
    boolean sound(String... paths) {
        for (String path : paths) {
            if (unsound.contains(path)) {
                return false;
            }
        }
        return true;
    }

    /** Adds a finding where the value of a rule broke it, unless the path has one already. */
    void rule(boolean met, String path, Object found, String wanted) {
        if (!met) {
            rule(path, "is " + found + ": " + wanted + " is wanted");
        }
    }

    /** As {@link #add}, unless the path has a finding already. */
    void rule(String path, String predicate) {
        if (sound(path)) {
            add(path, predicate);
        }
    }

    /** The findings so far, in the order of the file. */
    List<Finding> list() {
        final List<Finding> sorted = new ArrayList<>(list);
        sorted.sort(Comparator.comparingInt(Finding::line));
        return List.copyOf(sorted);
    }

    private int line(String path) {
        for (String at = path; !at.isEmpty(); at = parent(at)) {
            final Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return 0;
    }

    /** Keys may hold anything in quotes: a finding stays one line. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
