package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One reader process, from its start to its end. One thread. */
final class ReaderSession {
    private static final long FINISH_SECONDS = 120;
    private static final long END_SECONDS = 120;

    private final ReaderStart start;
    private final boolean killedAtTheEnd;
    private final long endsAtNs;
    private final Path notes;
    private final Path complaints;
    private final Process process;

    /**
     * Starts a reader.
     *
     * @param timeNs what {@link ReaderStart#MIDDLE} means, CLOCK_REALTIME ns
     * @param killedAtTheEnd whether it is killed when its time is over, instead of told to end
     * @param endsAtNs when its time is over, as {@link System#nanoTime}
     * @param notes the folder for what it says
     * @param index tells it from other readers
     */
    ReaderSession(Path journal, ReaderStart start, long timeNs, boolean killedAtTheEnd, long endsAtNs,
            Path notes, int index) {
        this.start = start;
        this.killedAtTheEnd = killedAtTheEnd;
        this.endsAtNs = endsAtNs;
        this.notes = notes.resolve("reader-" + index + ".txt");
        complaints = notes.resolve("reader-" + index + ".err");
        try {
            process = new ProcessBuilder(ChildCommand.of(SoakReaderMain.class, journal, start, timeNs))
                    .redirectOutput(this.notes.toFile()).redirectError(complaints.toFile()).start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Whether its time is over or it has ended by itself. */
    boolean isDue(long nowNs) {
        return nowNs - endsAtNs >= 0 || !process.isAlive();
    }

    /** Ends it as was planned and says what it saw. */
    ReaderReport end() {
        return end(killedAtTheEnd, false);
    }

    /** Has it read to the end of the journal, which nobody writes any more, and says what it saw. */
    ReaderReport finish() {
        return end(false, true);
    }

    private ReaderReport end(boolean kill, boolean finish) {
        boolean byItself = !process.isAlive();
        try {
            if (kill) {
                process.destroyForcibly();
            } else {
                tell(finish);
            }
            boolean ended = process.waitFor(finish ? FINISH_SECONDS : END_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            ReaderNotes.Found found = ReaderNotes.parse(Files.readString(notes));
            return new ReaderReport(start, kill && !byItself, finish, fault(found, ended, kill && !byItself),
                    found.packets(), found.next(), found.blocks());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a reader ended", interrupted);
        }
    }

    private void tell(boolean finish) {
        try (var input = process.getOutputStream()) {
            if (finish) {
                input.write((SoakReaderMain.FINISH + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            // It has ended already, which its notes tell.
        }
    }

    private String fault(ReaderNotes.Found found, boolean ended, boolean killed) throws IOException {
        if (!found.wrong().isEmpty()) {
            return found.wrong();
        }
        if (killed) {
            return "";
        }
        if (!ended) {
            return "it did not end when it was told";
        }
        if (!found.ended()) {
            String said = Files.readString(complaints).lines().findFirst().orElse("it said nothing");
            return "it ended with exit code " + process.exitValue() + ": " + said;
        }
        return "";
    }

    /** Kills it, whatever it does. */
    void abandon() {
        process.destroyForcibly();
    }
}
