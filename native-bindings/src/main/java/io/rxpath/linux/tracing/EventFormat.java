package io.rxpath.linux.tracing;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the records of one tracepoint are laid out: the content of its {@code format} file. The layout belongs to the
 * running kernel and may change with the next one.
 *
 * <p>Source: Documentation/trace/events.rst, kernel/trace/trace_events.c.
 */
public final class EventFormat {
    private static final Pattern NAME = Pattern.compile("^name:[ \t]*(\\S+)[ \t]*$", Pattern.MULTILINE);
    private static final Pattern ID = Pattern.compile("^ID:[ \t]*([0-9]{1,9})[ \t]*$", Pattern.MULTILINE);
    /** {@code signed:} is missing in the records of very old tools; then it is not. */
    private static final Pattern FIELD = Pattern.compile("^[ \t]*field:([^;\n]*);[ \t]*offset:([0-9]{1,9});"
            + "[ \t]*size:([0-9]{1,9});(?:[ \t]*signed:([01]);)?[ \t]*$", Pattern.MULTILINE);
    private static final String DATA_LOCATION = "__data_loc ";

    private final String name;
    private final int id;
    private final Map<String, EventField> fields;

    private EventFormat(String name, int id, Map<String, EventField> fields) {
        this.name = name;
        this.id = id;
        this.fields = fields;
    }

    /**
     * Reads the text of a {@code format} file. Lines that mean nothing to it are passed over; of two fields of one
     * name the first counts.
     *
     * @throws IllegalArgumentException where the text tells no name, no id or no field
     */
    public static EventFormat parse(String text) {
        Matcher name = NAME.matcher(text);
        Matcher id = ID.matcher(text);
        Map<String, EventField> fields = new LinkedHashMap<>();
        Matcher line = FIELD.matcher(text);
        while (line.find()) {
            EventField field = field(line.group(1), line);
            if (field != null) {
                fields.putIfAbsent(field.name(), field);
            }
        }
        if (!name.find() || !id.find() || fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "no format of a tracepoint: it needs lines that begin with name:, ID: and field:");
        }
        return new EventFormat(name.group(1), Integer.parseInt(id.group(1)),
                Collections.unmodifiableMap(fields));
    }

    /** Takes a declaration of C apart from its end: array bounds, name, type; null where it is none. */
    private static EventField field(String declaration, Matcher line) {
        int end = declaration.stripTrailing().length();
        while (end > 0 && declaration.charAt(end - 1) == ']') {
            end = declaration.lastIndexOf('[', end - 1);
            while (end > 0 && declaration.charAt(end - 1) <= ' ') {
                end--;
            }
        }
        int start = end;
        while (start > 0 && isOfName(declaration.charAt(start - 1))) {
            start--;
        }
        String type = declaration.substring(0, Math.max(0, start)).strip();
        if (start >= end || type.isEmpty() || declaration.charAt(start) <= '9') {
            return null;
        }
        boolean elsewhere = type.startsWith(DATA_LOCATION);
        return new EventField(declaration.substring(start, end),
                elsewhere ? type.substring(DATA_LOCATION.length()).strip() : type,
                Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3)), "1".equals(line.group(4)),
                elsewhere);
    }

    private static boolean isOfName(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** The event's name within its system, for example {@code napi_poll}. */
    public String name() {
        return name;
    }

    /** The event's number, as records carry it and perf_event_open(2) wants it. */
    public int id() {
        return id;
    }

    /** All fields, the common ones first, in the record's order. */
    public Collection<EventField> fields() {
        return fields.values();
    }

    /** Whether this kernel's records have a field. */
    public boolean hasField(String field) {
        return fields.containsKey(field);
    }

    /**
     * One field.
     *
     * @throws LinuxException ENOENT with the fields there are, where this kernel's records do not have it
     */
    public EventField field(String field) {
        EventField found = fields.get(field);
        if (found == null) {
            throw new LinuxException("field " + field + " of tracepoint " + name, Errno.ENOENT.number(),
                    "this kernel's records have " + String.join(", ", fields.keySet()));
        }
        return found;
    }

    /** Where a field begins, in bytes from the start of the record; as {@link #field}. */
    public int offset(String field) {
        return field(field).offset();
    }

    @Override
    public String toString() {
        return name + " (" + id + ") " + fields.values();
    }
}
