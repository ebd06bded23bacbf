package io.rxpath.lab.send;

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

/**
 * A {@link FeedSenderMain} process, from its parent's side. Jobs are done in the order in which they are submitted and
 * answered in that order. One thread at a time may call; none is needed for the sender to run.
 */
public final class SenderProcess implements AutoCloseable {
    private static final int KEPT_LINES = 8;
    private static final long GRACE_MS = 1_000;

    private final Process process;
    private final OutputStream jobs;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Deque<String> complaints = new ArrayDeque<>();
    private final Thread complaintReader;
    private int unanswered;
    private boolean closed;

    private SenderProcess(SenderCommand command) {
        CompletableFuture<Process> started = new CompletableFuture<>();
        // The kernel kills the sender when the thread that forked it dies: it must be one that outlives the caller's.
        complaintReader = daemon("stderr", () -> startAndRead(command, started));
        try {
            process = started.join();
        } catch (RuntimeException e) {
            throw new SenderException("the sender could not be started: " + e.getCause().getMessage()
                    + "; check the Java home and the command " + command.prefix(), e.getCause());
        }
        jobs = process.getOutputStream();
        daemon("stdout", this::readAnswers);
    }

    /**
     * Starts a sender and waits until it is ready for jobs.
     *
     * @throws SenderException where it does not start, dies, or is not ready in time; it is ended then
     */
    public static SenderProcess start(SenderCommand command, Duration timeout) {
        SenderProcess sender = new SenderProcess(command);
        try {
            String first = sender.line("to be ready", timeout);
            if (!first.equals("ready")) {
                throw new SenderException("the sender's first line is '" + first
                        + "' instead of 'ready': is another program in front of it?");
            }
            return sender;
        } catch (RuntimeException e) {
            sender.close();
            throw e;
        }
    }

    /** The process's id, which is also that of its network namespace for {@code ip link set ... netns}. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Hands in a job; {@link #await} has its result. */
    public void submit(SendJob job) {
        write("send " + job);
    }

    /**
     * The result of the earliest job not yet answered.
     *
     * @throws SenderException where the job failed, the process died, or the time is over; after the last the
     *     result can still be awaited
     */
    public SendResult await(Duration timeout) {
        return SendResult.of(answer("to send", timeout));
    }

    /** {@link #submit} and {@link #await}. */
    public SendResult send(SendJob job, Duration timeout) {
        submit(job);
        return await(timeout);
    }

    /** Waits until a device of the sender's network namespace is up and has a carrier. */
    public void awaitDevice(String name, Duration timeout) {
        ask("wait " + KeyValues.none().with("device", name).with("seconds", timeout.toNanos() / 1e9),
                "to see device " + name, timeout.plusSeconds(5));
    }

    /** What a device of the sender's network namespace has counted. */
    public DeviceCounters counters(String device) {
        KeyValues values = ask("counters " + KeyValues.none().with("device", device),
                "to read the counters of " + device, Duration.ofSeconds(5));
        return new DeviceCounters(values.number("rxPackets"), values.number("rxDropped"),
                values.number("txPackets"), values.number("txDropped"));
    }

    /** Ends the process and waits for its end; idempotent. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            jobs.close();
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

    private void write(String line) {
        try {
            jobs.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            jobs.flush();
            unanswered++;
        } catch (IOException e) {
            throw died("to take a job");
        }
    }

    private KeyValues ask(String line, String what, Duration timeout) {
        if (unanswered > 0) {
            throw new IllegalStateException("the sender still owes " + unanswered
                    + " results: await them before it is asked for another thing");
        }
        write(line);
        return answer(what, timeout);
    }

    private KeyValues answer(String what, Duration timeout) {
        if (unanswered == 0) {
            throw new IllegalStateException("the sender was given nothing " + what);
        }
        String line = line(what, timeout);
        unanswered--;
        int blank = line.indexOf(' ');
        KeyValues values = KeyValues.parse(blank < 0 ? "" : line.substring(blank));
        if (!line.startsWith("ok")) {
            throw new SenderException("the sender refused " + what + ": " + values.text("message", line));
        }
        return values;
    }

    private String line(String what, Duration timeout) {
        try {
            String line = answers.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new SenderException("the sender had " + timeout.toMillis() + " ms " + what
                        + " and did not: the machine may be overloaded, or the job is longer");
            }
            if (line.isEmpty()) {
                answers.add(line);
                throw died(what);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SenderException("interrupted while the sender had " + what, e);
        }
    }

    private SenderException died(String what) {
        try {
            process.waitFor(GRACE_MS, TimeUnit.MILLISECONDS);
            complaintReader.join(GRACE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String why;
        synchronized (complaints) {
            why = complaints.isEmpty() ? "it said nothing" : String.join(" / ", complaints);
        }
        return new SenderException("the sender ended "
                + (process.isAlive() ? "its output" : "with exit code " + process.exitValue())
                + " when it was " + what + ": " + why);
    }

    private void startAndRead(SenderCommand command, CompletableFuture<Process> started) {
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
        answers.add("");
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "rxpath-sender-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
