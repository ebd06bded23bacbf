package io.rxpath.lab.oracle;

import io.rxpath.linux.CpuAffinity;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The recorder of the kernel's trace, from its parent's side: a process of its own, which shares nothing with the
 * receiver, does nothing while the tracing is on, and hands over what was recorded when it stops. It needs root in the
 * initial user and PID namespace; the trace file system need not be mounted, and the host does not see its mount.
 *
 * <p>One recording after the other; one thread at a time may call.
 *
 * <p>Devices are told apart by name only: one of the same name in another network namespace is recorded too.
 */
public final class TraceRecorder implements AutoCloseable {
    /**
     * For each CPU of the watched thread: room for some five million empty polls, which a busy-polling thread makes in
     * two to four seconds. Give more for longer recordings; a record of a poll takes 48 bytes, all of a receive call
     * that finds nothing some 190.
     */
    public static final long DEFAULT_BUFFER_BYTES = 256L << 20;

    private static final long DEFAULT_LIFE_SECONDS = 3600;
    /** What other CPUs get of the watched ones' buffer: they have no polls and system calls to record. */
    private static final int OTHER_SHARE = 4;
    private static final Duration TO_BEGIN = Duration.ofSeconds(30);
    private static final Duration TO_STOP = Duration.ofSeconds(120);

    private final RecorderProcess process;
    private final RecordedFolder between = new RecordedFolder();
    private long mostBytes;
    private boolean recording;

    private TraceRecorder(RecorderProcess process) {
        this.process = process;
    }

    /**
     * Starts a recorder process that lives for an hour at most.
     *
     * @throws TraceException where it does not start or the kernel refuses, with the reason
     */
    public static TraceRecorder open() {
        return open(RecorderCommand.likeThisProcess(List.of(), DEFAULT_LIFE_SECONDS));
    }

    /** As the other, with a command of the caller's. */
    public static TraceRecorder open(RecorderCommand command) {
        RecorderProcess process = new RecorderProcess(command);
        try {
            process.await("ready", "to open the kernel's trace", TO_BEGIN);
            return new TraceRecorder(process);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /** The recorder's process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Begins to record; returns when the tracing is on.
     *
     * @param tid the thread whose switches and system calls are recorded, as gettid(2) says
     * @param devices whose packets and polls are recorded, at least one
     * @param bufferBytesPerCpu room, at least, on each CPU that the thread may run on now; other CPUs get a quarter. Records that
     *     find it full are counted by {@link Trace#overrun}
     * @throws TraceException where the kernel refuses
     */
    public void start(int tid, List<String> devices, long bufferBytesPerCpu) {
        start(tid, devices, bufferBytesPerCpu, bufferBytesPerCpu / OTHER_SHARE);
    }

    /** As the other, with the room on each of the other CPUs. */
    public void start(int tid, List<String> devices, long bufferBytesPerCpu, long bufferBytesElsewhere) {
        if (recording) {
            throw new IllegalStateException("a recording is on already: stop it first");
        }
        TraceRequest request = new TraceRequest(tid, devices, kib(bufferBytesPerCpu),
                kib(bufferBytesElsewhere));
        mostBytes = Math.max(bufferBytesPerCpu, bufferBytesElsewhere)
                * CpuAffinity.onlineCpus().cardinality();
        process.ask("start " + request, "to start a recording", TO_BEGIN);
        recording = true;
    }

    /**
     * Ends the recording. It goes through files as large as what was recorded: in /dev/shm, where memory for all that the
     * buffers can hold is available, until the next recording or {@link #close}; else in java.io.tmpdir for the moment.
     *
     * @return what was recorded
     * @throws TraceException where it cannot be had
     */
    public Trace stop() {
        Path folder;
        try {
            folder = between.open(mostBytes);
        } catch (IOException e) {
            throw new TraceException("no temporary folder for the recording: " + e + "; set java.io.tmpdir",
                    e);
        }
        try {
            stop("stop", folder);
            return TraceDecoder.decode(folder);
        } finally {
            between.release();
        }
    }

    /**
     * Ends the recording and keeps it as files, for {@link TraceDecoder#decode}.
     *
     * @param keep a folder, made where there is none; files of an earlier recording in it are replaced
     */
    public Trace stop(Path keep) {
        try {
            Files.createDirectories(keep);
        } catch (IOException e) {
            throw new TraceException("the recording cannot be kept in " + keep + ": " + e, e);
        }
        stop("keep", keep);
        return TraceDecoder.decode(keep);
    }

    /** Ends the process, a recording too; idempotent. */
    @Override
    public void close() {
        process.close();
        between.close();
    }

    private void stop(String command, Path folder) {
        if (!recording) {
            throw new IllegalStateException("no recording is on: start one first");
        }
        recording = false;
        String path = URLEncoder.encode(folder.toAbsolutePath().toString(), StandardCharsets.UTF_8);
        process.ask(command + " " + path, "to stop a recording", TO_STOP);
    }

    private static long kib(long bytes) {
        return Math.max(1, bytes >> 10);
    }
}
