package io.rxpath.lab.send;

import io.rxpath.lab.process.HelperProcess;
import java.time.Duration;

/**
 * A {@link FeedSenderMain} process, from its parent's side. Jobs are done in the order in which they are submitted and
 * answered in that order. One thread at a time may call; none is needed for the sender to run.
 */
public final class SenderProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final HelperProcess process;
    private int unanswered;

    private SenderProcess(SenderCommand command) {
        process = new HelperProcess("sender", command.line(), GRACE, SenderException::new);
    }

    /**
     * Starts a sender and waits until it is ready for jobs.
     *
     * @throws SenderException where it does not start, dies, or is not ready in time; it is ended then
     */
    public static SenderProcess start(SenderCommand command, Duration timeout) {
        SenderProcess sender = new SenderProcess(command);
        try {
            String first = sender.process.read("to be ready", timeout);
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
        process.close();
    }

    private void write(String line) {
        process.write(line, "to take a job");
        unanswered++;
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
        String line = process.read(what, timeout);
        unanswered--;
        int blank = line.indexOf(' ');
        KeyValues values = KeyValues.parse(blank < 0 ? "" : line.substring(blank));
        if (!line.startsWith("ok")) {
            throw new SenderException("the sender refused " + what + ": " + values.text("message", line));
        }
        return values;
    }
}
