package io.rxpath.lab.oracle;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.proc.KernelSymbols;
import io.rxpath.linux.tracing.Tracefs;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The recorder process. It prints {@code ready}, or {@code error} and why there is no tracing, then answers each line of
 * its standard input with one line:
 * <ul>
 * <li>{@code start } and a {@link TraceRequest}: {@code ok} once the tracing is on;</li>
 * <li>{@code stop FOLDER} or {@code keep FOLDER}: {@code ok} once the recording lies in that folder, which must exist;
 * one that is not to be kept is deleted when the process ends, unless it is gone by then.</li>
 * </ul>
 * What fails is answered with {@code error } and one sentence. The process ends and removes its trace instance when its
 * input ends, when the thread that started it dies (PR_SET_PDEATHSIG), on SIGTERM, and after its time. All it does, it
 * does on its main thread: only that one sees the private mount.
 */
public final class TraceRecorderMain {
    // linux/prctl.h, asm/unistd_64.h, signal.h
    private static final long SYS_PRCTL = 157;
    private static final long PR_SET_PDEATHSIG = 1;
    private static final long SIGTERM = 15;
    /** include/uapi/linux/nsfs.h: the initial PID namespace, whose numbers trace records hold. */
    private static final String INITIAL_PIDS = "pid:[4026531836]";
    private static final long CLEANUP_SECONDS = 10;
    private static final int EXIT_REFUSED = 1;
    private static final int EXIT_OVER = 3;
    private static final String END = "";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CountDownLatch cleaned = new CountDownLatch(1);
    private volatile boolean ending;
    private Tracefs tracefs;
    private TraceInstance instance;
    private long watchdog;
    private Recording recording;
    private Path unkept;

    private TraceRecorderMain() {
    }

    /** Runs the process; the argument is after how many seconds it ends itself. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
                StandardCharsets.UTF_8);
        // Whatever else prints must not be taken for an answer.
        System.setOut(System.err);
        new TraceRecorderMain().run(answers, Long.parseLong(arguments[0]));
    }

    private void run(PrintStream answers, long lifeSeconds) throws InterruptedException {
        // Not SIGKILL: what it made in the kernel is to be removed.
        Libc.syscall(SYS_PRCTL, PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
        Runtime.getRuntime().addShutdownHook(new Thread(this::awaitCleanup));
        daemon("stdin", this::readLines);
        daemon("life", () -> endAfter(lifeSeconds));
        boolean ready = false;
        try {
            open();
            ready = true;
            answers.println("ready");
            for (String line = lines.take(); !ending && !line.equals(END); line = lines.take()) {
                answers.println(answer(line));
            }
        } catch (RuntimeException refused) {
            answers.println("error " + sentence(refused));
        } finally {
            cleanUp();
            cleaned.countDown();
        }
        if (!ready) {
            System.exit(EXIT_REFUSED);
        }
    }

    private void open() {
        try {
            if (!Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().equals(INITIAL_PIDS)) {
                throw new TraceException(
                        "the kernel's trace numbers threads as the host does, which a container"
                                + " cannot know: run outside of it, or with the host's PID namespace");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tracefs = Tracefs.open();
        watchdog = KernelSymbols.address("napi_watchdog").orElse(0);
        instance = TraceInstance.create(tracefs.root(), ProcessHandle.current().pid());
    }

    private String answer(String line) {
        int blank = line.indexOf(' ');
        String word = blank < 0 ? line : line.substring(0, blank);
        String rest = blank < 0 ? "" : line.substring(blank + 1);
        try {
            switch (word) {
                case "start" -> start(TraceRequest.parse(rest));
                case "stop" -> stop(path(rest), false);
                case "keep" -> stop(path(rest), true);
                default -> throw new IllegalArgumentException("'" + word + "' is no command of the recorder");
            }
            return "ok";
        } catch (IOException | RuntimeException e) {
            return "error " + sentence(e);
        }
    }

    private void start(TraceRequest request) throws IOException {
        if (recording != null) {
            throw new IllegalStateException("a recording is on already");
        }
        recording = Recording.start(tracefs, instance, request, watchdog);
    }

    private void stop(Path folder, boolean keep) throws IOException {
        if (recording == null) {
            throw new IllegalStateException("no recording is on");
        }
        unkept = keep ? null : folder;
        try (Recording ended = recording) {
            recording = null;
            ended.stop(folder, () -> ending);
        }
    }

    private static Path path(String encoded) {
        return Path.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    private void cleanUp() {
        try {
            if (recording != null) {
                recording.close();
            }
        } catch (IOException | RuntimeException e) {
            // Removing the instance ends it as well.
        }
        try {
            if (instance != null) {
                instance.close();
            }
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
        }
        if (unkept != null) {
            RecordedFolder.delete(unkept);
        }
    }

    /** In the shutdown: leaves the removal to the main thread, which may have done it already. */
    private void awaitCleanup() {
        ending = true;
        lines.add(END);
        try {
            if (!cleaned.await(CLEANUP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the recorder could not remove its trace instance within "
                        + CLEANUP_SECONDS + " s; the next one will");
            }
        } catch (InterruptedException e) {
            // Ending is right then too.
        }
    }

    private void readLines() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            // As the end of the input: nobody can say what to do next.
        }
        ending = true;
        lines.add(END);
    }

    private static void endAfter(long seconds) {
        try {
            Thread.sleep(seconds * 1000); // the process's whole life
        } catch (InterruptedException e) {
            // Nobody interrupts it; ending is right then too.
        }
        System.err.println("the recorder ended itself after " + seconds + " s, the time it was given");
        System.exit(EXIT_OVER);
    }

    private static String sentence(Exception e) {
        boolean clear = e instanceof TraceException || e instanceof LinuxException
                || e instanceof IllegalArgumentException || e instanceof IllegalStateException;
        return (clear ? e.getMessage() : e.toString()).replaceAll("\\s+", " ");
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "recorder-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
