package io.rxpath.lab.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.rxpath.Version;
import io.rxpath.lab.Laboratory;
import io.rxpath.telemetry.event.JournalRecord;

/**
 * Kills a receiver again and again, at random moments, in the middle of writing a journal, each followed by another one
 * into the same folder; then reads the journal and holds it against what each receiver had reported.
 */
public final class KillDrill {
    /** What one receiver writes, about: it lives for less. */
    private static final double LIFE_SECONDS = 1;
    /** Mapped ahead of what is written, per receiver. */
    private static final long BLOCK_BYTES = 4L << 20;
    private static final int LINES = 10;

    private final KillDrillOptions options;
    private final SoakProgress progress;

    /**
     * Creates the drill.
     *
     * @param options what to do
     * @param progress told what happens
     */
    public KillDrill(KillDrillOptions options, SoakProgress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @throws io.rxpath.lab.LabException where there is no room
     */
    public KillDrillResult run() {
        long each = (long) (options.rate() * LIFE_SECONDS * JournalRecord.LENGTH);
        Instant startedAt = Instant.now();
        long startNs = System.nanoTime();
        Laboratory.Reservation alone = null;
        try (WorkFolder folder = WorkFolder.open(options.output(), options.times() * each + BLOCK_BYTES)) {
            alone = Laboratory.reserve(progress::step);
            progress.step("journal in " + folder.path() + (folder.stays() ? "" : ", deleted afterwards"));
            List<KillOutcome> outcomes = kill(folder);
            progress.step("reading the journal");
            KillVerdict verdict = KillVerdict.of(outcomes, JournalTally.read(folder.journal(), 0));
            return new KillDrillResult(Version.current(), startedAt, options,
                    (System.nanoTime() - startNs) / 1e9, verdict.figures(), verdict.findings(),
                    folder.stays() ? folder.path() : null);
        } finally {
            if (alone != null) {
                alone.close();
            }
        }
    }

    private List<KillOutcome> kill(WorkFolder folder) {
        List<KillOutcome> outcomes = new ArrayList<>();
        KillPlan plan = new KillPlan(options.seed());
        KillCycle cycle = new KillCycle(folder, options.rate());
        int every = Math.max(1, options.times() / LINES);
        for (int i = 1; i <= options.times(); i++) {
            outcomes.add(cycle.run(plan.next(startNs(outcomes), System.currentTimeMillis())));
            if (i % every == 0) {
                progress.step(String.format(Locale.ROOT, "%,d of %,d killed or ended, %,d records appended",
                        i, options.times(), outcomes.stream().mapToLong(KillOutcome::written).sum()));
            }
        }
        progress.step("one more, which ends in order");
        outcomes.add(cycle.run(new KillMoment(KillMoment.When.NEVER, 0)));
        return outcomes;
    }

    /** How long the last start took, half a second where none is known. */
    private static long startNs(List<KillOutcome> outcomes) {
        return outcomes.reversed().stream().mapToLong(KillOutcome::startNs).filter(ns -> ns >= 0).findFirst()
                .orElse(500_000_000);
    }
}
