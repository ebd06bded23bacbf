package io.rxpath.linux.tracing;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.proc.ProcFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The kernel's trace file system, where tracepoints have their ids and formats. Off the hot path.
 *
 * <p>Where it is not mounted for all, {@link #open()} mounts it for the calling thread alone: then only that thread,
 * and the threads and processes that it starts afterwards, can use the object.
 *
 * <p>Source: Documentation/trace/ftrace.rst, events.rst.
 */
public final class Tracefs {
    private static final String TRACING = "sys/kernel/tracing";
    private static final List<String> PLACES = List.of(TRACING, "sys/kernel/debug/tracing");
    private static final Path HOST = Path.of("/");

    private final Path root;

    /** The file system at {@code root}, which is not looked at yet. */
    Tracefs(Path root) {
        this.root = root;
    }

    /**
     * Finds the file system mounted and readable, or mounts it privately: the calling thread then stays in a mount
     * namespace of its own as long as it lives, and sees no mount made elsewhere from then on. To look something up,
     * use {@link #onOwnThread} instead.
     *
     * @throws LinuxException where it is not readable and the thread may not mount it
     * @throws IllegalStateException on a virtual thread that would have to mount it
     */
    public static Tracefs open() {
        Tracefs mounted = mountedBelow(HOST);
        if (mounted != null) {
            return mounted;
        }
        PrivateMount.mount("tracefs", "/" + TRACING);
        return new Tracefs(HOST.resolve(TRACING));
    }

    /** The readable one below {@code host}, null where there is none. */
    static Tracefs mountedBelow(Path host) {
        for (String place : PLACES) {
            Tracefs candidate = new Tracefs(host.resolve(place));
            if (Files.isReadable(candidate.root.resolve("events/header_page"))) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * Runs {@code lookup} on a thread that ends with it, so that a private mount leaves no trace on the caller's. What
     * it returns must not need the file system any more. An interruption does not end the wait.
     *
     * @throws LinuxException as {@link #open()}; what {@code lookup} throws is handed on
     */
    public static <T> T onOwnThread(Function<Tracefs, T> lookup) {
        FutureTask<T> task = new FutureTask<>(() -> lookup.apply(open()));
        Thread.ofPlatform().daemon().name("rxpath-tracefs").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException refused) {
                        throw refused;
                    }
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new AssertionError("a Function throws nothing else", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where the file system is mounted, as far as the thread that opened it sees. */
    public Path root() {
        return root;
    }

    /**
     * Whether this kernel has a tracepoint now; one of a module comes and goes with it.
     *
     * @param system for example {@code napi}
     * @param event for example {@code napi_poll}
     */
    public boolean hasEvent(String system, String event) {
        return Files.exists(file(system, event, "id"));
    }

    /**
     * The number by which perf_event_open(2) and trace records know a tracepoint, valid until the next boot.
     *
     * @throws LinuxException ENOENT where this kernel does not have it
     */
    public int eventId(String system, String event) {
        String text = read(system, event, "id").strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LinuxException("read(" + file(system, event, "id") + ")", Errno.EINVAL.number(),
                    "it should hold a number, not '" + text + "'");
        }
    }

    /**
     * The layout of a tracepoint's records.
     *
     * @throws LinuxException ENOENT where this kernel does not have it
     */
    public EventFormat format(String system, String event) {
        String text = read(system, event, "format");
        try {
            return EventFormat.parse(text);
        } catch (IllegalArgumentException e) {
            throw new LinuxException("read(" + file(system, event, "format") + ")", Errno.EINVAL.number(),
                    e.getMessage());
        }
    }

    private Path file(String system, String event, String name) {
        return root.resolve("events").resolve(plain(system)).resolve(plain(event)).resolve(name);
    }

    private static String plain(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.startsWith(".")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a tracepoint or its system");
        }
        return name;
    }

    private String read(String system, String event, String name) {
        Path file = file(system, event, name);
        try {
            return ProcFile.read(file);
        } catch (NoSuchFileException e) {
            throw new LinuxException("open(" + file + ")", Errno.ENOENT.number(),
                    Files.exists(root.resolve("events"))
                            ? "this kernel has no tracepoint " + system + ":" + event
                            : "tracefs is mounted for the thread alone that opened it: look up on that thread");
        } catch (AccessDeniedException e) {
            throw new LinuxException("open(" + file + ")", Errno.EACCES.number(),
                    "run as root, or let an administrator give this user the right to read "
                            + root.resolve("events"));
        } catch (IOException e) {
            throw new LinuxException("read(" + file + ")", Errno.EIO.number(),
                    String.valueOf(e.getMessage()));
        }
    }
}
