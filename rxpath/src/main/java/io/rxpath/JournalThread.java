package io.rxpath;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.config.JournalConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.RetentionConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.feed.Framing;
import io.rxpath.telemetry.event.JournalHeader;
import io.rxpath.telemetry.event.RollPeriod;
import io.rxpath.telemetry.event.SocketName;
import io.rxpath.telemetry.event.WorkerName;
import io.rxpath.telemetry.journal.EventPublisher;
import io.rxpath.telemetry.journal.EventRing;
import io.rxpath.telemetry.journal.JournalAgent;
import io.rxpath.telemetry.journal.JournalFolder;
import io.rxpath.telemetry.journal.Retention;
import io.rxpath.telemetry.journal.RetentionPlan;

/** The rings of all workers and the thread that writes them to the journal. */
final class JournalThread {
    /** Far below the time in which a ring fills, far above the cost of a look. */
    private static final long IDLE_NS = 1_000_000;

    private final ReceiverConfig config;
    private final long runId;
    private final List<EventRing> rings = new ArrayList<>();
    private final List<EventPublisher> publishers = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "rxpath-journal");
    private final RetentionThread retention;
    private JournalAgent agent;
    private RollPeriod roll;
    private volatile boolean running = true;

    JournalThread(ReceiverConfig config, long runId) {
        this.config = config;
        this.runId = runId;
        for (int i = 0; i < config.workers().size(); i++) {
            EventRing ring = new EventRing(config.journal().ringRecords());
            rings.add(ring);
            publishers.add(new EventPublisher(ring, i, config.journal().packets()));
        }
        retention = new RetentionThread(config.journal().directory(), config.journal().retention(),
                sweep(config.journal().retention()), config.housekeeping().cpu());
        thread.setDaemon(true);
    }

    private static RetentionSweep sweep(RetentionConfig limits) {
        Retention retention = new Retention(limits.maxAgeNs() == 0 ? Retention.UNLIMITED : limits.maxAgeNs(),
                limits.maxBytes() == 0 ? Retention.UNLIMITED : limits.maxBytes());
        return (folder, nowMs) -> {
            RetentionPlan plan = retention.plan(folder, nowMs);
            return new RetentionSweep.Swept(retention.apply(plan).size(),
                    Objects.requireNonNullElse(plan.blockingReader(), ""));
        };
    }

    EventPublisher publisher(int worker) {
        return publishers.get(worker);
    }

    /** Takes the folder and writes the header of the run; where that is refused nothing is left open. */
    void open() {
        JournalFolder folder = JournalFolder.prepare(config.journal().directory());
        agent = new JournalAgent(folder, header(), rings, JournalAgent.DEFAULT_BATCH_RECORDS,
                config.journal().reserveBytes());
        roll = folder.rollPeriod().orElse(config.journal().roll());
    }

    private JournalHeader header() {
        List<WorkerName> workers = new ArrayList<>();
        List<SocketName> sockets = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int w = 0; w < config.workers().size(); w++) {
            WorkerConfig worker = config.workers().get(w);
            workers.add(new WorkerName(w, worker.name()));
            attributes.put("worker." + w + ".engine", worker.engine().name());
            attributes.put("worker." + w + ".cpu", Integer.toString(worker.cpu()));
            attributes.put("worker." + w + ".windowUsecs", Integer.toString(worker.busyPoll().windowUsecs()));
            for (int s = 0; s < worker.sockets().size(); s++) {
                SocketConfig socket = worker.sockets().get(s);
                sockets.add(new SocketName(w, s, socket.name(), socket.venue(), socket.channel(),
                        socket.critical()));
                if (socket.framing() != Framing.NONE) {
                    attributes.put("worker." + w + ".socket." + s + ".framing", socket.framing().word());
                    attributes.put("worker." + w + ".socket." + s + ".line", socket.line());
                }
            }
        }
        JournalConfig journal = config.journal();
        return new JournalHeader(runId, nowNs(), config.limits().stealFloorNs(), config.limits().fastHitNs(),
                config.limits().lowYieldPacketsPerMs(), journal.ringRecords(), ProcessHandle.current().pid(),
                hostName(), Version.current(), System.getProperty("os.version"), workers, sockets, attributes,
                journal.packets(), journal.sync(), journal.roll());
    }

    private static long nowNs() {
        Instant now = Clock.systemUTC().instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    void start() {
        thread.start();
        retention.start();
    }

    private void run() {
        HelperCpu.pin(config.housekeeping().cpu());
        while (running) {
            if (agent.doWork() == 0) {
                LockSupport.parkNanos(IDLE_NS);
            }
        }
        finish();
    }

    /** Writes what is left, and that the run ended in order. */
    private void finish() {
        long endNs = nowNs();
        for (EventPublisher publisher : publishers) {
            while (!publisher.finish(endNs)) {
                agent.doWork();
            }
        }
        agent.close();
    }

    /** Writes what the poll threads, which have ended, left in the rings. */
    void close() {
        retention.close();
        if (thread.getState() == Thread.State.NEW) {
            if (agent != null) {
                finish();
            }
            return;
        }
        running = false;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }

    JournalStatus status() {
        return new JournalStatus(config.journal().directory(), agent.recordsWritten(), agent.recordsLost(),
                agent.writeFailures(), config.journal().packets(),
                publishers.stream().mapToLong(EventPublisher::leftOut).sum(), agent.sync(), roll,
                agent.unfinishedRun(), retention.status());
    }
}
