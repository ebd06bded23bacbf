package io.rxpath.lab.oracle;

import io.rxpath.lab.process.HelperProcess;
import java.time.Duration;

/** A {@link TraceRecorderMain} process that answers a line for each line. One thread at a time may call. */
final class RecorderProcess implements AutoCloseable {
    /** It has kernel memory to give back. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final HelperProcess process;

    /**
     * Starts it.
     *
     * @throws TraceException where that fails
     */
    RecorderProcess(RecorderCommand command) {
        process = new HelperProcess("recorder", command.line(), GRACE, TraceException::new);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Writes a line and waits for its answer, which must be {@code ok}. */
    void ask(String line, String what, Duration timeout) {
        process.write(line, what);
        await("ok", what, timeout);
    }

    /**
     * Waits for a line.
     *
     * @throws TraceException with what the recorder says instead, where it dies, or where the time is over; the
     *     recorder is to be closed then
     */
    void await(String expected, String what, Duration timeout) {
        String line = process.read(what, timeout);
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
        process.close();
    }
}
