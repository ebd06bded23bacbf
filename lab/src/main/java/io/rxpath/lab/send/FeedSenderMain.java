package io.rxpath.lab.send;

import io.rxpath.linux.Libc;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The sender process. It prints {@code ready}, then answers each line of its standard input with one line:
 * <ul>
 * <li>{@code send } and a {@link SendJob}: {@code ok} and a {@link SendResult};</li>
 * <li>{@code wait device=NAME seconds=N}: {@code ok} once the device is up;</li>
 * <li>{@code counters device=NAME}: {@code ok} and its {@link DeviceCounters}.</li>
 * </ul>
 * What fails is answered with {@code error message=...}. The process ends, in the middle of a job too, when its input
 * ends, when the thread that started it dies (PR_SET_PDEATHSIG), and after its time. It touches no device before it
 * is asked to.
 *
 * <p>With arguments it does one job and ends: {@code send shape=steady ...}.
 */
public final class FeedSenderMain {
    /** The option with its time in seconds; {@value #DEFAULT_LIFE_SECONDS} without it. */
    static final String LIFE = "--life-seconds=";
    private static final long DEFAULT_LIFE_SECONDS = 900;
    private static final int MAX_WAITING = 64;
    // linux/prctl.h, asm/unistd_64.h, signal.h
    private static final long SYS_PRCTL = 157;
    private static final long PR_SET_PDEATHSIG = 1;
    private static final long SIGKILL = 9;

    private FeedSenderMain() {
    }

    /** Runs the process; see the class. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
                StandardCharsets.UTF_8);
        // Whatever else prints must not be taken for an answer.
        System.setOut(System.err);
        boolean hasLife = arguments.length > 0 && arguments[0].startsWith(LIFE);
        endAfter(hasLife ? Long.parseLong(arguments[0].substring(LIFE.length())) : DEFAULT_LIFE_SECONDS);
        int first = hasLife ? 1 : 0;
        if (arguments.length > first) {
            String line = String.join(" ",
                    java.util.Arrays.asList(arguments).subList(first, arguments.length));
            String answer = new JobRunner().answer(line);
            answers.println(answer);
            System.exit(answer.startsWith("ok") ? 0 : 1);
        }
        Libc.syscall(SYS_PRCTL, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>(MAX_WAITING);
        // Before the first job pins this thread: helpers inherit its CPU.
        daemon("stdin", () -> readLines(lines));
        JobRunner runner = new JobRunner();
        answers.println("ready");
        while (true) {
            answers.println(runner.answer(lines.take()));
        }
    }

    private static void readLines(BlockingQueue<String> lines) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    lines.put(line);
                }
            }
        } catch (IOException | InterruptedException e) {
            // As the end of the input: nobody can say what to do next.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void endAfter(long seconds) {
        daemon("life", () -> {
            try {
                Thread.sleep(seconds * 1000); // the process's whole life
            } catch (InterruptedException e) {
                // Nobody interrupts it; ending is right then too.
            }
            System.err.println("the sender ended itself after " + seconds + " s, the time it was given");
            Runtime.getRuntime().halt(3);
        });
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "sender-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
