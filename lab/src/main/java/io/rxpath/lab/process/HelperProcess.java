package io.rxpath.lab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * A child process that is spoken to by lines: it reads them from its standard input and writes its own to its standard
 * output. It may end when the thread that forked it dies (PR_SET_PDEATHSIG), so that is a thread of this class, which
 * outlives the caller's. One thread at a time may call; none is needed for the process to run.
 *
 * <p>Parameters named {@code what} say what the process has to do, for the exception: "to be ready".
 */
public final class HelperProcess implements AutoCloseable {
    private static final int KEPT_LINES = 8;
    /** In the place of a line: there will be no more. */
    private static final String ENDED = "";

    private final String name;
    private final long graceMs;
    private final BiFunction<String, Throwable, ? extends RuntimeException> failure;
    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final Deque<String> complaints = new ArrayDeque<>();
    private final Thread starter;
    private boolean closed;

    /**
     * Starts it.
     *
     * @param name what it is called in messages and names of threads, for example {@code sender}
     * @param command its command line
     * @param grace how long it may take to end by itself
     * @param failure makes the exception that the caller's users get, of a sentence and its cause, which may be null
     */
    public HelperProcess(String name, List<String> command, Duration grace,
            BiFunction<String, Throwable, ? extends RuntimeException> failure) {
        this.name = name;
        this.graceMs = grace.toMillis();
        this.failure = failure;
        CompletableFuture<Process> started = new CompletableFuture<>();
        starter = daemon("stderr", () -> startAndRead(command, started));
        try {
            process = started.join();
        } catch (RuntimeException e) {
            throw failure.apply("the " + name + " could not be started: " + e.getCause().getMessage()
                    + "; check the Java home and what the command begins with", e.getCause());
        }
        input = process.getOutputStream();
        daemon("stdout", this::readOutput);
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends it a line; fails where it has ended. */
    public void write(String line, String what) {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw died(what);
        }
    }

    /**
     * Its next line that is not blank. Fails where it ends without one, or the time is over; after the last the line
     * can still be read.
     */
    public String read(String what, Duration timeout) {
        String line;
        try {
            line = output.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.apply("interrupted while the " + name + " had " + what, e);
        }
        if (line == null) {
            throw failure.apply("the " + name + " had " + timeout.toMillis() + " ms " + what
                    + " and did not: the machine may be overloaded, or this takes longer", null);
        }
        if (line.equals(ENDED)) {
            output.add(ENDED);
            throw died(what);
        }
        return line;
    }

    /** Ends its input, and the process where that does not, and waits for its end; idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            input.close();
        } catch (IOException gone) {
            // Then it has ended already.
        }
        try {
            if (process.waitFor(graceMs, TimeUnit.MILLISECONDS)) {
                return;
            }
            process.destroy();
            if (!process.waitFor(graceMs, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(graceMs, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private RuntimeException died(String what) {
        try {
            process.waitFor(graceMs, TimeUnit.MILLISECONDS);
            starter.join(graceMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String why;
        synchronized (complaints) {
            why = complaints.isEmpty() ? "it said nothing" : String.join(" / ", complaints);
        }
        return failure.apply("the " + name + " ended "
                + (process.isAlive() ? "its output" : "with exit code " + process.exitValue())
                + " when it had " + what + ": " + why, null);
    }

    private void startAndRead(List<String> command, CompletableFuture<Process> started) {
        Process child;
        try {
            child = new ProcessBuilder(command).start();
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
            return;
        }
        started.complete(child);
        try (BufferedReader lines = child.errorReader(StandardCharsets.UTF_8)) {
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

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    output.add(line);
                }
            }
        } catch (IOException gone) {
            // As the end of its output.
        }
        output.add(ENDED);
    }

    private Thread daemon(String task, Runnable work) {
        Thread thread = new Thread(work, "rxpath-" + name + "-" + task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
