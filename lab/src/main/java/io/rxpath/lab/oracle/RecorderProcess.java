package io.rxpath.lab.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link TraceRecorderMain} process that answers a line for each line. One thread at a time may call. */
final class RecorderProcess implements AutoCloseable {
    private static final int KEPT_LINES = 8;
    /** It has kernel memory to give back. */
    private static final long GRACE_MS = 10_000;
    private static final String ENDED = "";

    private final Process process;
    private final OutputStream commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Deque<String> complaints = new ArrayDeque<>();
    private final Thread starter;
    private boolean closed;

    /**
     * Starts it.
     *
     * @throws TraceException where that fails
     */
    RecorderProcess(RecorderCommand command) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        // The kernel tells the recorder when the thread that forked it dies: it must be one that outlives the caller's.
        starter = daemon("stderr", () -> startAndRead(command, started));
        try {
            process = started.join();
        } catch (RuntimeException e) {
            throw new TraceException("the recorder could not be started: " + e.getCause().getMessage()
                    + "; check the Java home and the command " + command.prefix(), e.getCause());
        }
        commands = process.getOutputStream();
        daemon("stdout", this::readAnswers);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line and waits for its answer, which must be {@code ok}. */
    void ask(String line, String what, Duration timeout) {
        try {
            commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
        } catch (IOException e) {
            throw died(what);
        }
        await("ok", what, timeout);
    }

    /**
     * Waits for a line.
     *
     * @throws TraceException with what the recorder says instead, where it dies, or where the time is over; the
     *     recorder is to be closed then
     */
    void await(String expected, String what, Duration timeout) {
        String line;
        try {
            line = answers.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TraceException("interrupted while the recorder had " + what, e);
        }
        if (line == null) {
            throw new TraceException("the recorder had " + timeout.toMillis() + " ms " + what
                    + " and did not: the machine may be overloaded");
        }
        if (line.equals(ENDED)) {
            answers.add(ENDED);
            throw died(what);
        }
        if (line.startsWith("error ")) {
            throw new TraceException("no trace of the kernel: " + line.substring("error ".length()));
        }
        if (!line.equals(expected)) {
            throw new TraceException("the recorder said '" + line + "' instead of '" + expected
                    + "' when it had " + what + ": is another program in front of it?");
        }
    }

    /** Ends the process and waits for its end; idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            commands.close();
        } catch (IOException gone) {
            // Then it has ended already.
        }
        try {
            if (process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
            process.destroy();
            if (!process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private TraceException died(String what) {
        try {
            process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
            starter.join(GRACE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String why;
        synchronized (complaints) {
            why = complaints.isEmpty() ? "it said nothing" : String.join(" / ", complaints);
        }
        return new TraceException("the recorder ended "
                + (process.isAlive() ? "its output" : "with exit code " + process.exitValue())
                + " when it had " + what + ": " + why);
    }

    private void startAndRead(RecorderCommand command, CompletableFuture<Process> started) {
        Process child;
        try {
            child = new ProcessBuilder(command.line()).start();
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
            return;
        }
        started.complete(child);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(child.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (complaints) {
                    if (complaints.size() < KEPT_LINES) {
                        complaints.add(line);
                    }
                }
            }
            child.waitFor();
        } catch (IOException | InterruptedException e) {
            // Then there is nothing more to read; the thread may end with the process.
        }
    }

    private void readAnswers() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    answers.add(line);
                }
            }
        } catch (IOException gone) {
            // As the end of its output.
        }
        answers.add(ENDED);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "rxpath-recorder-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
