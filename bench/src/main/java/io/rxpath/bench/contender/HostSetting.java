package io.rxpath.bench.contender;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.rxpath.bench.BenchException;
import io.rxpath.lab.process.HelperProcess;
import io.rxpath.linux.Libc;

/**
 * A number of {@code /proc/sys} that the whole host has, changed for a moment. A small process changes it and puts it back:
 * it does so at its parent's word or end, so that nothing the JVM may die of leaves the host changed.
 *
 * <p>Settings of the host are shown to threads of its own network namespace only, so the process enters the one in which
 * this process was started. Its first thread is still there: the launcher runs Java on another.
 */
final class HostSetting {
    private static final Duration BOUND = Duration.ofSeconds(10);
    /** Signals of the terminal are for the JVM; this process ends after it. */
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            was=$(cat "$1") || exit 1
            echo "$2" >"$1" || exit 1
            echo "$was $(cat "$1")"
            read -r word
            echo "$was" >"$1"
            cat "$1"
            """;

    private final String name;
    private final Path file;
    private final List<String> prefix;

    /**
     * A setting.
     *
     * @param name what messages call it
     * @param file where it is
     * @param prefix what the process's command line begins with
     */
    HostSetting(String name, Path file, List<String> prefix) {
        this.name = name;
        this.file = file;
        this.prefix = prefix;
    }

    /** One of {@code net.core}. */
    static HostSetting netCore(String name) {
        return new HostSetting("net.core." + name, Path.of("/proc/sys/net/core", name),
                List.of("nsenter", "--net=/proc/" + Libc.getpid() + "/ns/net"));
    }

    /**
     * Changes it.
     *
     * @throws BenchException where that is refused or does not read back; it is as it was then
     */
    Change to(int value) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("sh", "-c", SCRIPT, "sh", file.toString(), Integer.toString(value)));
        HelperProcess process = new HelperProcess("setter of " + name, command, BOUND, BenchException::new);
        try {
            String[] said = process.read("to set it to " + value, BOUND).split("\\s+");
            if (said.length != 2 || !said[1].equals(Integer.toString(value))) {
                throw new BenchException(name + " was to become " + value + " and reads "
                        + String.join(" ", said) + " (before and after)", null);
            }
            return new Change(process, said[0]);
        } catch (RuntimeException refused) {
            process.close();
            throw refused;
        }
    }

    /** The setting while it is changed. */
    final class Change implements AutoCloseable {
        private final HelperProcess process;
        private final String before;
        private boolean closed;

        private Change(HelperProcess process, String before) {
            this.process = process;
            this.before = before;
        }

        /**
         * Puts it back and reads it; repeating that does nothing.
         *
         * @throws BenchException where it is not what it was
         */
        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            String now;
            try (process) {
                process.write("back", "to put it back");
                now = process.read("to put it back", BOUND);
            } catch (BenchException died) {
                throw new BenchException(notBack() + " (" + died.getMessage() + ")", died);
            }
            if (!now.equals(before)) {
                throw new BenchException(notBack() + ", it is " + now, null);
            }
        }

        private String notBack() {
            return name + " could not be put back to " + before + ": write that to " + file + " yourself";
        }
    }
}
