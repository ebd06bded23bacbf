package io.rxpath.lab.oracle;

import io.rxpath.linux.Clocks;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.perf.SwitchRing;
import io.rxpath.linux.tracing.EventFormat;
import io.rxpath.linux.tracing.Tracefs;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * One recording from its start to its stop, in the recorder process. Between the two it does nothing at all: the
 * buffers hold everything, so that the machine is the same as without it but for the tracing itself.
 */
final class Recording implements AutoCloseable {
    /** Some 350,000 switches. */
    private static final int SWITCH_PAGES = 2048;

    private final TraceInstance instance;
    private final Clocks clocks = Clocks.create();
    private final int tid;
    private final List<String> devices;
    private final long watchdog;
    private final List<KernelEvent> enabled = new ArrayList<>();
    private final List<EventShape> shapes = new ArrayList<>();
    private RecordField[] common;
    private SwitchRing switches;
    private ClockPair start;
    private long tracingNs;

    private Recording(TraceInstance instance, TraceRequest request, long watchdog) {
        this.instance = instance;
        this.tid = request.tid();
        this.devices = request.devices();
        this.watchdog = watchdog;
    }

    /**
     * Sets everything, then switches the tracing on.
     *
     * @param watchdog the address of napi_watchdog, 0 where it is not known: then all timers are recorded
     * @throws TraceException where the kernel refuses; nothing is on then
     * @throws LinuxException likewise
     */
    static Recording start(Tracefs tracefs, TraceInstance instance, TraceRequest request, long watchdog)
            throws IOException {
        Recording recording = new Recording(instance, request, watchdog);
        try {
            recording.begin(tracefs, request);
            return recording;
        } catch (IOException | RuntimeException e) {
            recording.close();
            throw e;
        }
    }

    private void begin(Tracefs tracefs, TraceRequest request) throws IOException {
        BitSet watched = allowedCpus();
        for (int cpu : instance.cpus()) {
            instance.bufferKib(cpu, watched.get(cpu) ? request.watchedKib() : request.otherKib());
        }
        instance.clear();
        for (KernelEvent event : KernelEvent.all()) {
            if (event.required() || tracefs.hasEvent(event.system(), event.name())) {
                enable(event, tracefs.format(event.system(), event.name()));
            }
        }
        switches = SwitchRing.ofThread(tid, SWITCH_PAGES);
        start = ClockPair.read(clocks);
        instance.write("tracing_on", "1");
        tracingNs = clocks.monotonicNs();
    }

    private void enable(KernelEvent event, EventFormat format) {
        RecordField[] itsCommon = {KernelEvent.field(format, "common_type"),
            KernelEvent.field(format, "common_flags"), KernelEvent.field(format, "common_pid")};
        if (common == null) {
            common = itsCommon;
        } else if (!List.of(common).equals(List.of(itsCommon))) {
            throw new TraceException("the common fields of " + event.system() + ":" + event.name()
                    + " lie elsewhere than those of other events: this kernel's records cannot be read");
        }
        shapes.add(event.shape(format));
        String file = "events/" + event.system() + "/" + event.name();
        instance.write(file + "/filter", event.filterText(tid, devices, watchdog));
        enabled.add(event);
        instance.write(file + "/enable", "1");
    }

    private BitSet allowedCpus() throws IOException {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + tid + "/status"))) {
                if (line.startsWith("Cpus_allowed_list:")) {
                    return CpuList.parse(line.substring(line.indexOf(':') + 1).strip());
                }
            }
        } catch (NoSuchFileException e) {
            throw new TraceException("there is no thread " + tid + " to watch", e);
        }
        return new BitSet();
    }

    /**
     * Switches the tracing off and writes all that was recorded into an existing folder, over an earlier recording in it.
     *
     * @param givingUp ends the writing early, with an exception
     */
    void stop(Path folder, BooleanSupplier givingUp) throws IOException {
        instance.write("tracing_on", "0");
        ClockPair stop = ClockPair.read(clocks);
        // The last file to be written: without it nobody takes the others for a recording.
        Files.deleteIfExists(folder.resolve(TraceHeader.FILE));
        try (FileChannel file = overwrite(folder.resolve(SwitchStream.FILE))) {
            SwitchStream.write(switches, tracingNs, stop.monotonicNs(), file);
            file.truncate(file.position());
        }
        PageLayout layout = layout(instance.read("events/header_page"));
        List<Integer> cpus = instance.cpus();
        long lost = 0;
        for (int cpu : cpus) {
            try (FileChannel file = overwrite(folder.resolve(TraceHeader.pagesOf(cpu)))) {
                TracePipe.drain(instance.pipe(cpu), layout.pageBytes(), file, givingUp);
                file.truncate(file.position());
            }
            lost += instance.lost(cpu);
        }
        if (givingUp.getAsBoolean()) {
            throw new TraceException("the recorder was ended while it wrote the recording");
        }
        TraceHeader header = new TraceHeader(tid, devices, watchdog, start, stop, lost, switches.lost(),
                ksoftirqd(), layout, common[0], common[1], common[2], shapes, cpus);
        Files.writeString(folder.resolve(TraceHeader.FILE), header.text());
    }

    /** Switches everything off. The buffers stay, and what is left in them until the next start. */
    @Override
    public void close() throws IOException {
        instance.write("tracing_on", "0");
        for (KernelEvent event : enabled) {
            instance.write("events/" + event.system() + "/" + event.name() + "/enable", "0");
        }
        enabled.clear();
        if (switches != null) {
            switches.close();
        }
    }

    /** What events/header_page says: the same words as the layout of an event, without its name and number. */
    private static PageLayout layout(String headerPage) {
        EventFormat page = EventFormat.parse("name: header_page\nID: 0\n" + headerPage);
        return new PageLayout(page.offset("timestamp"), page.offset("commit"), page.field("commit").size(),
                page.offset("data"), page.field("data").size());
    }

    private static Set<Integer> ksoftirqd() throws IOException {
        Set<Integer> pids = new HashSet<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                String pid = process.getFileName().toString();
                if (Character.isDigit(pid.charAt(0)) && comm(process).startsWith("ksoftirqd/")) {
                    pids.add(Integer.parseInt(pid));
                }
            }
        }
        return pids;
    }

    private static String comm(Path process) {
        try {
            return Files.readString(process.resolve("comm"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** Not truncated at first: pages that are there already cost a fraction of new ones. */
    private static FileChannel overwrite(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
