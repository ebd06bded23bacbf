package io.rxpath.lab.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.lab.LabException;

/** Starts receivers, one after the other, in one journal folder, and kills each at its moment. One thread. */
final class KillCycle {
    /** A receiver that is not there by then does not start by itself. */
    private static final long START_BOUND_NS = 30_000_000_000L;
    private static final long END_SECONDS = 30;
    /** What one that ends in order, or is killed while it stops, receives before. */
    private static final long RUN_NS = 150_000_000;
    private static final long LOOK_NS = 200_000;
    private static final long MS = 1_000_000;
    private static final long MINUTE_MS = 60_000;
    /** A start that took longer than was thought misses its minute. */
    private static final long ROLL_REACH_MS = 3_000;
    private static final String NOTHING = "";

    private final WorkFolder folder;
    private final long rate;
    private int index;

    KillCycle(WorkFolder folder, long rate) {
        this.folder = folder;
        this.rate = rate;
    }

    /** One receiver, from its start to its end. */
    KillOutcome run(KillMoment moment) {
        index++;
        Path file = folder.path().resolve("page-" + index);
        Path complaints = folder.path().resolve("receiver-" + index + ".err");
        try (DrillPage page = DrillPage.create(file)) {
            long startNs = System.nanoTime();
            Process process = new ProcessBuilder(
                    ChildCommand.of(DrillMain.class, folder.journal(), file, rate))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(complaints.toFile())
                    .start();
            try {
                KillOutcome outcome = await(moment, page, process, startNs, complaints);
                Files.delete(complaints);
                Files.delete(file);
                return outcome;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in the kill drill", interrupted);
        }
    }

    private KillOutcome await(KillMoment moment, DrillPage page, Process process, long startNs,
            Path complaints) throws IOException, InterruptedException {
        long receivingNs = -1;
        boolean early = moment.when() == KillMoment.When.START;
        if (early) {
            sleepUntil(startNs + moment.delayNs(), process);
        } else if (reaches(DrillPage.Stage.RECEIVING, page, process, startNs + START_BOUND_NS)) {
            receivingNs = System.nanoTime() - startNs;
            untilItsEnd(moment, page, process);
        }
        boolean tooLate = !early && receivingNs < 0;
        boolean alive = process.isAlive();
        if (moment.when() == KillMoment.When.NEVER && !tooLate) {
            alive = !process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        }
        process.destroyForcibly().waitFor();
        String fault = NOTHING;
        if (tooLate && alive) {
            fault = "did not start to receive within 30 s";
        } else if (process.exitValue() != 0 && process.exitValue() != KillOutcome.KILLED) {
            fault = "ended by itself with exit code " + process.exitValue() + ": "
                    + Files.readString(complaints).lines().findFirst().orElse("it said nothing");
        } else if (moment.when() == KillMoment.When.NEVER && process.exitValue() != 0) {
            fault = "did not end within 30 s when it was told to";
        } else if (process.exitValue() == 0 && page.stage() != DrillPage.Stage.STOPPED) {
            fault = "ended before it was told to";
        }
        return new KillOutcome(moment, page.stage(), process.exitValue(), page.runId(), page.written(),
                page.handled(), receivingNs, fault);
    }

    private static void untilItsEnd(KillMoment moment, DrillPage page, Process process) {
        if (moment.when() == KillMoment.When.RUN) {
            sleepUntil(System.nanoTime() + moment.delayNs(), process);
            return;
        }
        if (moment.when() == KillMoment.When.ROLL) {
            long leftMs = MINUTE_MS - Math.floorMod(System.currentTimeMillis(), MINUTE_MS);
            if (leftMs < ROLL_REACH_MS) {
                sleepUntil(System.nanoTime() + leftMs * MS + moment.delayNs(), process);
            }
            return;
        }
        sleepUntil(System.nanoTime() + RUN_NS, process);
        page.stop();
        if (moment.when() == KillMoment.When.STOP
                && reaches(DrillPage.Stage.STOPPING, page, process, System.nanoTime() + START_BOUND_NS)) {
            sleepUntil(System.nanoTime() + moment.delayNs(), process);
        }
    }

    private static boolean reaches(DrillPage.Stage stage, DrillPage page, Process process, long boundNs) {
        while (page.stage().compareTo(stage) < 0) {
            if (!process.isAlive() || System.nanoTime() - boundNs >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return true;
    }

    private static void sleepUntil(long ns, Process process) {
        for (long left = ns - System.nanoTime(); left > 0
                && process.isAlive(); left = ns - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
