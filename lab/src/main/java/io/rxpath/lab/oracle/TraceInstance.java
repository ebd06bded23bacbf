package io.rxpath.lab.oracle;

import io.rxpath.linux.proc.ProcFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A tracer of this process's own beside the kernel's global one: a folder below {@code instances} of tracefs, with its
 * own buffers, filters and switch. All on one thread, that of the private mount.
 *
 * <p>While it lives it holds {@code free_buffer} open: should this process be killed, the kernel stops the tracing and
 * frees the buffers at once, and only the empty folder waits for the next recorder.
 *
 * <p>Source: Documentation/trace/ftrace.rst.
 */
final class TraceInstance implements AutoCloseable {
    private static final String PREFIX = "rxpath-";
    private static final Pattern OURS = Pattern.compile(PREFIX + "([0-9]{1,9})");
    private static final String CLOCK = "mono";

    private final Path folder;
    private final FileChannel freeBuffer;
    /** By CPU, what was set last. */
    private final Map<Integer, Long> buffersKib = new HashMap<>();

    private TraceInstance(Path folder) throws IOException {
        this.folder = folder;
        write("tracing_on", "0");
        write("options/overwrite", "0");
        write("options/disable_on_free", "1");
        // The clock of the perf switches, and readable without privilege.
        write("trace_clock", CLOCK);
        if (!read("trace_clock").contains("[" + CLOCK + "]")) {
            throw new TraceException(
                    "the kernel took '" + CLOCK + "' as its trace clock and uses another: it has none such");
        }
        freeBuffer = FileChannel.open(folder.resolve("free_buffer"), StandardOpenOption.WRITE);
    }

    /**
     * Makes the instance of a process, and removes those that processes left which are no more.
     *
     * @param tracefs where it is mounted
     * @throws TraceException where the kernel refuses
     */
    static TraceInstance create(Path tracefs, long pid) {
        Path instances = tracefs.resolve("instances");
        Path folder = instances.resolve(PREFIX + pid);
        try {
            removeStale(instances, pid);
            Files.createDirectory(folder);
            try {
                return new TraceInstance(folder);
            } catch (IOException | RuntimeException e) {
                Files.delete(folder);
                throw e;
            }
        } catch (FileAlreadyExistsException e) {
            throw new TraceException(folder + " of an earlier process cannot be removed: somebody reads it",
                    e);
        } catch (IOException e) {
            throw new TraceException("no trace instance can be made in " + instances + ": " + e.getMessage()
                    + "; run as root, with a kernel that has CONFIG_TRACING", e);
        }
    }

    private static void removeStale(Path instances, long ownPid) throws IOException {
        for (Path stale : list(instances)) {
            Matcher ours = OURS.matcher(stale.getFileName().toString());
            if (ours.matches() && (Long.parseLong(ours.group(1)) == ownPid || !isRecorder(ours.group(1)))) {
                try {
                    Files.delete(stale);
                } catch (IOException busy) {
                    // Another recorder removes it at this moment, or somebody looks into it: it disturbs nobody.
                }
            }
        }
    }

    /** Process numbers come again: what runs under the number now must also be one of us. */
    private static boolean isRecorder(String pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", pid, "cmdline")), StandardCharsets.UTF_8)
                    .contains(TraceRecorderMain.class.getName());
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** The CPUs that have a buffer, lowest first. */
    List<Integer> cpus() throws IOException {
        TreeSet<Integer> cpus = new TreeSet<>();
        for (Path path : list(folder.resolve("per_cpu"))) {
            cpus.add(Integer.parseInt(path.getFileName().toString().substring("cpu".length())));
        }
        return new ArrayList<>(cpus);
    }

    /** What one of the instance's files holds. */
    String read(String file) throws IOException {
        // By one large read: events/header_page gives nothing to a second one (trace_events.c, show_header).
        return ProcFile.read(folder.resolve(file));
    }

    /**
     * Writes one of the instance's files.
     *
     * @throws TraceException with the file and the value, where the kernel refuses it
     */
    void write(String file, String value) {
        try {
            Files.write(folder.resolve(file), value.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new TraceException(
                    "the kernel refuses '" + value + "' for " + folder.resolve(file) + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Gives one CPU's buffer at least this size; what it holds may be lost. One that has it, and less than twice of it, is
     * left as it is: the kernel would walk or make all of its pages.
     */
    void bufferKib(int cpu, long kib) {
        Long has = buffersKib.get(cpu);
        if (has == null || has < kib || has / 2 >= kib) {
            // Where this fails, nobody knows the size.
            buffersKib.remove(cpu);
            write("per_cpu/cpu" + cpu + "/buffer_size_kb", Long.toString(kib));
            buffersKib.put(cpu, kib);
        }
    }

    Path pipe(int cpu) {
        return folder.resolve("per_cpu/cpu" + cpu + "/trace_pipe_raw");
    }

    /** Records for which a CPU's buffer had no room since the last {@link #clear}. */
    long lost(int cpu) throws IOException {
        long lost = 0;
        for (String line : read("per_cpu/cpu" + cpu + "/stats").split("\n")) {
            String[] parts = line.split(":");
            switch (parts[0]) {
                case "overrun", "commit overrun", "dropped events" ->
                    lost += Long.parseLong(parts[1].strip());
                default -> {
                }
            }
        }
        return lost;
    }

    /** Empties the buffers and sets their counts to zero. */
    void clear() throws IOException {
        Files.newByteChannel(folder.resolve("trace"), StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING).close();
    }

    /** Stops the tracing and removes the instance. */
    @Override
    public void close() {
        try {
            write("tracing_on", "0");
            freeBuffer.close();
            Files.delete(folder);
        } catch (IOException e) {
            throw new TraceException(folder + " cannot be removed: " + e.getMessage()
                    + "; somebody reads it, the next recorder tries again", e);
        }
    }
}
