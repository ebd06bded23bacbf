package io.rxpath.lab;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.rxpath.linux.proc.ProcFile;

/**
 * Keeps the laboratories of a machine apart, whoever's they are and whatever clone they come from: two at once would
 * measure each other. It is a lock on a file that every user may open; the kernel frees it with the process, however that
 * ends. It belongs to the process, so that a process that has it is let in again at once; the last share frees it.
 *
 * <p>The file is empty, so that nothing is written to what another user may have put in its place; whose lock it is,
 * the kernel says. A process that waits sleeps in the kernel and disturbs nobody.
 *
 * <p>Not covered: containers that see neither file of the host, an ordinary user who came before root where only root may
 * write the first folder, and a file that somebody deletes meanwhile.
 */
final class MachineLock {
    private static final String NAME = "rxpath-laboratory.lock";
    /** The process's own: a lock of this kind is by process, and closing any channel of the file frees it. */
    private static final MachineLock OF_PROCESS = new MachineLock(
            List.of(Path.of("/run/lock", NAME), Path.of("/tmp", NAME)), Duration.ofMinutes(10));
    private static final Path LOCKS = Path.of("/proc/locks");

    private final List<Path> places;
    private final Duration limit;
    private FileChannel locked;
    private int shares;

    /**
     * A lock of its own; at most one a process for any of the files.
     *
     * @param places where the file may lie; the first that can be opened counts
     * @param limit how long to wait for others
     */
    MachineLock(List<Path> places, Duration limit) {
        this.places = List.copyOf(places);
        this.limit = limit;
    }

    /** The one for laboratories. */
    static MachineLock ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Takes a share, after waiting for the end of the process that has the lock. Where no file can be had it says so, and
     * the share keeps nobody out.
     *
     * @param says told once, in a sentence without a full stop, where there is something to say
     * @throws LabException where the other goes on for longer than the limit
     */
    synchronized Share take(Consumer<String> says) {
        if (shares == 0) {
            locked = lock(says).orElse(null);
        }
        shares++;
        return new Share();
    }

    private Optional<FileChannel> lock(Consumer<String> says) {
        List<String> refusals = new ArrayList<>();
        for (Path place : places) {
            try {
                return Optional.of(lock(place, says));
            } catch (IOException refused) {
                refusals.add(place + ": " + refused);
            }
        }
        says.accept(
                "whether another laboratory is open on this machine is not known, because no lock can be had ("
                        + String.join("; ", refusals) + "): see to it that none is");
        return Optional.empty();
    }

    private FileChannel lock(Path place, Consumer<String> says) throws IOException {
        FileChannel channel = open(place);
        try {
            if (channel.tryLock() == null) {
                says.accept("another laboratory is open on this machine" + holder(place)
                        + ", and two would measure each other: waiting up to " + limit.toSeconds()
                        + " s for its end");
                await(channel, place);
            }
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private void await(FileChannel channel, Path place) throws IOException {
        FutureTask<FileLock> lock = new FutureTask<>(channel::lock);
        // Closing the channel ends it.
        Thread.ofPlatform().daemon().name("rxpath-lab-machine-lock").start(lock);
        try {
            lock.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException over) {
            throw new LabException("another laboratory is still open on this machine after "
                    + limit.toSeconds() + " s" + holder(place)
                    + ", and two would measure each other: wait for its end or end it", over);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while another laboratory was open on this machine",
                    interrupted);
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        }
    }

    /** Never creates in the place itself: where many users may write, fs.protected_regular refuses even root that. */
    private static FileChannel open(Path place) throws IOException {
        try {
            return openExisting(place);
        } catch (NoSuchFileException first) {
            create(place);
            return openExisting(place);
        }
    }

    private static FileChannel openExisting(Path place) throws IOException {
        return FileChannel.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the file appear with everybody's rights at once. */
    private static void create(Path place) throws IOException {
        Path fresh = Files.createTempFile(place.getParent(), NAME, null);
        try {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-rw-rw-"));
            Files.createLink(place, fresh);
        } catch (FileAlreadyExistsException another) {
            // Somebody was faster.
        } finally {
            Files.delete(fresh);
        }
    }

    private static String holder(Path place) {
        try {
            long device = ((Number) Files.getAttribute(place, "unix:dev")).longValue();
            long inode = ((Number) Files.getAttribute(place, "unix:ino")).longValue();
            OptionalLong pid = holder(ProcFile.read(LOCKS), device, inode);
            return pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "";
        } catch (IOException | RuntimeException unknown) {
            return "";
        }
    }

    /**
     * Who has the lock on a file. Source: proc_locks(5).
     *
     * @param locks the text of {@code /proc/locks}
     * @return empty where that does not say, as of a process of another container
     */
    static OptionalLong holder(String locks, long device, long inode) {
        // makedev(3)
        long major = device >>> 8 & 0xfff | device >>> 32 & 0xfffff000L;
        long minor = device & 0xff | device >>> 12 & 0xffffff00L;
        String file = String.format("%02x:%02x:%d", major, minor, inode);
        for (String line : locks.split("\n")) {
            // 1: POSIX  ADVISORY  WRITE 24069 fe:00:2146380 0 EOF; who waits has an arrow behind the number
            String[] words = line.split(" +");
            if (words.length == 8 && words[1].equals("POSIX") && words[5].equals(file)) {
                long pid = Long.parseLong(words[4]);
                return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private synchronized void giveBack() {
        shares--;
        if (shares == 0 && locked != null) {
            try {
                locked.close();
            } catch (IOException gone) {
                // The kernel has freed it with the descriptor.
            }
            locked = null;
        }
    }

    /** A share in the lock; closing it again does nothing. */
    final class Share implements Laboratory.Reservation {
        private boolean closed;

        private Share() {
        }

        @Override
        public void close() {
            synchronized (MachineLock.this) {
                if (!closed) {
                    closed = true;
                    giveBack();
                }
            }
        }
    }
}
