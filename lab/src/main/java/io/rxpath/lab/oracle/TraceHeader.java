package io.rxpath.lab.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be known to read a recorded folder: the text file {@value #FILE} in it. A line holds a word and its values;
 * lines may come in any order, those of devices, CPUs and events several times.
 *
 * @param tid the watched thread
 * @param devices the devices that were asked for
 * @param watchdog the address of napi_watchdog, 0 where it is not known
 * @param start both clocks before the first record
 * @param stop both clocks after the last
 * @param lost records that a CPU's ring had no room for, all CPUs
 * @param switchesLost switches that the perf ring had no room for
 * @param ksoftirqd the kernel's ksoftirqd threads
 * @param layout of the pages
 * @param type where common_type lies, of all events
 * @param flags where common_flags lies, of all events
 * @param pid where common_pid lies, of all events
 * @param events the events
 * @param cpus whose pages were recorded
 */
record TraceHeader(int tid, List<String> devices, long watchdog, ClockPair start, ClockPair stop, long lost,
        long switchesLost, Set<Integer> ksoftirqd, PageLayout layout, RecordField type, RecordField flags,
        RecordField pid, List<EventShape> events, List<Integer> cpus) {
    static final String FILE = "header.txt";
    private static final String FIRST_LINE = "rxpath-trace 1";

    /** The file with a CPU's pages. */
    static String pagesOf(int cpu) {
        return "cpu" + cpu + ".pages";
    }

    /** How long a record of any event is at least. */
    int commonBytes() {
        return Math.max(type.end(), Math.max(flags.end(), pid.end()));
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(FIRST_LINE);
        lines.add("tid " + tid);
        lines.add("watchdog " + Long.toHexString(watchdog));
        lines.add("start " + text(start));
        lines.add("stop " + text(stop));
        lines.add("lost " + lost);
        lines.add("switches-lost " + switchesLost);
        lines.add(("ksoftirqd " + join(ksoftirqd)).strip());
        lines.add("page " + layout.timeOffset() + " " + layout.commitOffset() + " " + layout.commitBytes()
                + " " + layout.dataOffset() + " " + layout.dataBytes());
        lines.add("common " + type + " " + flags + " " + pid);
        devices.forEach(device -> lines.add("device " + device));
        cpus.forEach(cpu -> lines.add("cpu " + cpu));
        events.forEach(event -> lines.add("event " + event));
        return String.join("\n", lines) + "\n";
    }

    /**
     * What {@link #text} wrote.
     *
     * @throws TraceException where it is something else, with the line
     */
    static TraceHeader parse(String text) {
        Reader reader = new Reader();
        String[] lines = text.split("\n");
        if (!lines[0].equals(FIRST_LINE)) {
            throw new TraceException(FILE + " begins with '" + shortened(lines[0]) + "' instead of '"
                    + FIRST_LINE + "': it is no recording of this version");
        }
        for (int i = 1; i < lines.length; i++) {
            try {
                reader.line(lines[i]);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new TraceException(FILE + ", line " + (i + 1) + ": '" + shortened(lines[i])
                        + "' cannot be read: " + e.getMessage(), e);
            }
        }
        return reader.header();
    }

    private static String shortened(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    private static String text(ClockPair pair) {
        return pair.monotonicNs() + " " + pair.realtimeNs() + " " + pair.boundNs();
    }

    private static String join(Set<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** The lines read so far. */
    private static final class Reader {
        private final List<String> devices = new ArrayList<>();
        private final Set<Integer> ksoftirqd = new LinkedHashSet<>();
        private final List<EventShape> events = new ArrayList<>();
        private final List<Integer> cpus = new ArrayList<>();
        private final Set<String> seen = new LinkedHashSet<>();
        private int tid;
        private long watchdog;
        private ClockPair start;
        private ClockPair stop;
        private long lost;
        private long switchesLost;
        private PageLayout layout;
        private RecordField[] common;

        private void line(String line) {
            int blank = line.indexOf(' ');
            String word = blank < 0 ? line : line.substring(0, blank);
            String rest = blank < 0 ? "" : line.substring(blank + 1);
            String[] values = rest.split(" ");
            seen.add(word);
            switch (word) {
                case "tid" -> tid = Integer.parseInt(rest);
                case "watchdog" -> watchdog = Long.parseUnsignedLong(rest, 16);
                case "start" -> start = pair(values);
                case "stop" -> stop = pair(values);
                case "lost" -> lost = Long.parseLong(rest);
                case "switches-lost" -> switchesLost = Long.parseLong(rest);
                case "ksoftirqd" -> {
                    for (String value : rest.isEmpty() ? new String[0] : values) {
                        ksoftirqd.add(Integer.parseInt(value));
                    }
                }
                case "page" -> layout = new PageLayout(Integer.parseInt(values[0]),
                        Integer.parseInt(values[1]), Integer.parseInt(values[2]), Integer.parseInt(values[3]),
                        Integer.parseInt(values[4]));
                case "common" -> common = new RecordField[]{RecordField.parse(values[0]),
                    RecordField.parse(values[1]), RecordField.parse(values[2])};
                case "device" -> devices.add(rest);
                case "cpu" -> cpus.add(cpu(rest));
                case "event" -> events.add(EventShape.parse(rest));
                default -> throw new IllegalArgumentException("'" + word + "' is no word of this file");
            }
        }

        private TraceHeader header() {
            for (String word : List.of("tid", "watchdog", "start", "stop", "lost", "switches-lost",
                    "ksoftirqd", "page", "common")) {
                if (!seen.contains(word)) {
                    throw new TraceException(
                            FILE + " lacks the line '" + word + "': the recording was cut off");
                }
            }
            return new TraceHeader(tid, List.copyOf(devices), watchdog, start, stop, lost, switchesLost,
                    Set.copyOf(ksoftirqd), layout, common[0], common[1], common[2], List.copyOf(events),
                    List.copyOf(cpus));
        }

        private static int cpu(String text) {
            int cpu = Integer.parseInt(text);
            if (cpu < 0 || cpu > Short.MAX_VALUE) {
                throw new IllegalArgumentException("there is no CPU " + cpu);
            }
            return cpu;
        }

        private static ClockPair pair(String[] values) {
            return new ClockPair(Long.parseLong(values[0]), Long.parseLong(values[1]),
                    Long.parseLong(values[2]));
        }
    }
}
