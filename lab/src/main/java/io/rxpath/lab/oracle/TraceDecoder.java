package io.rxpath.lab.oracle;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link Trace} of a recorded folder, however old. */
public final class TraceDecoder {
    /** A usual record's; where there are more of them, the columns grow. */
    private static final int RECORD_BYTES = 48;

    private TraceDecoder() {
    }

    /**
     * Reads a folder that {@link TraceRecorder#stop(Path)} kept.
     *
     * @throws TraceException where it is none or is damaged, with the file
     */
    public static Trace decode(Path folder) {
        try (Arena arena = Arena.ofConfined()) {
            TraceHeader header = TraceHeader.parse(Files.readString(folder.resolve(TraceHeader.FILE)));
            EventShape[] shapes = byId(header.events());
            List<PageStream> cpus = new ArrayList<>();
            long bytes = 0;
            for (int cpu : header.cpus()) {
                MemorySegment pages = map(folder.resolve(TraceHeader.pagesOf(cpu)), arena);
                bytes += pages.byteSize();
                cpus.add(new PageStream(pages, header, shapes, cpu));
            }
            List<RecordStream> streams = new ArrayList<>(cpus);
            streams.add(new SwitchStream(map(folder.resolve(SwitchStream.FILE), arena), header.tid()));
            int expected = Math.toIntExact(bytes / RECORD_BYTES);
            Trace.Builder trace = new Trace.Builder(expected, header.devices().toArray(new String[0]))
                    .watchedTid(header.tid()).ksoftirqd(header.ksoftirqd())
                    .clocks(header.start(), header.stop());
            merge(streams, trace);
            // Where the kernel both counts what was lost and marks the pages, it is the same loss.
            long missed = cpus.stream().mapToLong(PageStream::missed).sum();
            return trace.overrun(Math.max(header.lost(), missed) + header.switchesLost()).build();
        } catch (IOException e) {
            throw new TraceException("the recording in " + folder + " cannot be read: " + e, e);
        }
    }

    /** Adds the records of all streams, always the earliest next. */
    static void merge(List<RecordStream> streams, Trace.Builder trace) {
        List<RecordStream> open = new ArrayList<>();
        for (RecordStream stream : streams) {
            if (stream.next()) {
                open.add(stream);
            }
        }
        while (!open.isEmpty()) {
            RecordStream first = open.getFirst();
            long nextNs = Long.MAX_VALUE;
            for (RecordStream stream : open) {
                if (stream == first) {
                    continue;
                }
                if (stream.timeNs() < first.timeNs()) {
                    nextNs = first.timeNs();
                    first = stream;
                } else {
                    nextNs = Math.min(nextNs, stream.timeNs());
                }
            }
            // As long as no other stream is due, there is no need to look at them.
            boolean more;
            do {
                first.addTo(trace);
                more = first.next();
            } while (more && first.timeNs() <= nextNs);
            if (!more) {
                open.remove(first);
            }
        }
    }

    private static EventShape[] byId(List<EventShape> events) {
        EventShape[] shapes = new EventShape[events.stream().mapToInt(EventShape::id).max().orElse(-1) + 1];
        events.forEach(event -> shapes[event.id()] = event);
        return shapes;
    }

    private static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }
}
