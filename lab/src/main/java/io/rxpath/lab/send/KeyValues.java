package io.rxpath.lab.send;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * {@code key=value} pairs on one line, the language between the sender and its parent. Values are URL-encoded where
 * they hold blanks, percent or equals signs; plain words and numbers stand as they are.
 */
final class KeyValues {
    private final Map<String, String> values;

    private KeyValues(Map<String, String> values) {
        this.values = values;
    }

    /** Without any pair. */
    static KeyValues none() {
        return new KeyValues(Map.of());
    }

    /** The pairs of {@code line}, which are separated by blanks. */
    static KeyValues parse(String line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : line.strip().split("\\s+")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + pair + "' is no key=value pair");
            }
            String key = pair.substring(0, equals);
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (values.put(key, value) != null) {
                throw new IllegalArgumentException("'" + key + "' is given twice");
            }
        }
        return new KeyValues(values);
    }

    /** These pairs with one more or another one. */
    KeyValues with(String key, Object value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value.toString());
        return new KeyValues(more);
    }

    Iterable<String> keys() {
        return values.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "=' is missing");
        }
        return value;
    }

    String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    long number(String key) {
        try {
            return Long.parseLong(text(key));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + "=" + text(key) + " is no whole number");
        }
    }

    long number(String key, long otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    int count(String key, int otherwise) {
        long number = number(key, otherwise);
        if (number != (int) number) {
            throw new IllegalArgumentException(key + "=" + number + " is out of range");
        }
        return (int) number;
    }

    double decimal(String key, double otherwise) {
        try {
            return has(key) ? Double.parseDouble(text(key)) : otherwise;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + "=" + text(key) + " is no number");
        }
    }

    boolean flag(String key, boolean otherwise) {
        String value = text(key, Boolean.toString(otherwise));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(key + "=" + value + " is neither true nor false");
        }
        return value.equals("true");
    }

    /** The line that {@link #parse} reads. */
    @Override
    public String toString() {
        StringJoiner line = new StringJoiner(" ");
        values.forEach((key, value) -> line.add(key + "=" + encode(value)));
        return line.toString();
    }

    private static String encode(String value) {
        // What addresses and paths consist of stays readable.
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%3A", ":").replace("%2C", ",")
                .replace("%2F", "/").replace("%5B", "[").replace("%5D", "]");
    }
}
