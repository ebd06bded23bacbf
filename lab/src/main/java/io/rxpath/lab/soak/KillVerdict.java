package io.rxpath.lab.soak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Holds a journal against what its receivers had reported before they were killed: all that had been reported as appended
 * is there, in order and once, and the journal is sound.
 */
final class KillVerdict {
    private final List<KillOutcome> outcomes;
    private final JournalTally tally;
    private final List<String> findings = new ArrayList<>();
    private long lost;
    private long inFlight;

    private KillVerdict(List<KillOutcome> outcomes, JournalTally tally) {
        this.outcomes = outcomes;
        this.tally = tally;
    }

    /**
     * Judges a drill.
     *
     * @param outcomes of all receivers, in the order in which they were started
     * @param tally of the journal that they all wrote
     */
    static KillVerdict of(List<KillOutcome> outcomes, JournalTally tally) {
        KillVerdict verdict = new KillVerdict(outcomes, tally);
        verdict.judge();
        return verdict;
    }

    private void judge() {
        for (int i = 0; i < outcomes.size(); i++) {
            outcome("Receiver " + (i + 1), outcomes.get(i));
        }
        strangers();
        order();
        tally.runs().stream().filter(run -> run.missing() + run.repeated() > 0)
                .forEach(run -> say("In run %x %s.", run.runId(), run.wrong()));
        tally.ends().untold().forEach(run -> say("Nothing says how run %x ended.", run));
        when(tally.ends().contradicted(), "%,d records contradict another about how a run ended.");
        when(tally.unknownRecords(), "%,d records are of no known type.");
        when(tally.strayBytes(), "%,d bytes make no record.");
        if (!tally.damage().isEmpty()) {
            say("The journal is damaged: %s.", tally.damage());
        }
    }

    private void outcome(String name, KillOutcome outcome) {
        if (!outcome.fault().isEmpty()) {
            say("%s %s.", name, outcome.fault());
        }
        if (outcome.runId() == 0) {
            return;
        }
        RunAccount run = tally.run(outcome.runId()).orElse(null);
        if (run == null) {
            say("%s had opened run %x, which is not in the journal.", name, outcome.runId());
            lost += outcome.written();
            return;
        }
        if (run.records() < outcome.written()) {
            lost += outcome.written() - run.records();
            say("%s had reported %,d records as appended, and %,d are in the journal.", name,
                    outcome.written(), run.records());
        }
        long gone = Math.max(0, outcome.handled() - run.covered());
        if (outcome.killed()) {
            inFlight += gone;
        } else if (gone > 0) {
            say("%s ended in order and left %,d packets out.", name, gone);
        }
        end(name, outcome, run);
    }

    private void end(String name, KillOutcome outcome, RunAccount run) {
        RunEnds ends = tally.ends();
        if (!outcome.killed() && !ends.isOrderly(outcome.runId())) {
            say("%s ended in order, and its run does not say so.", name);
        }
        if (outcome.killed() && outcome.stage().compareTo(DrillPage.Stage.STOPPING) < 0
                && ends.isOrderly(outcome.runId())) {
            say("%s was killed, and its run says that it ended in order.", name);
        }
        long from = ends.lostFrom(outcome.runId());
        if (from != RunEnds.UNKNOWN && from != run.covered()) {
            say("%s left %,d packets, and the next run says that packet %,d is the first missing.", name,
                    run.covered(), from);
        }
    }

    /** Runs of receivers that were killed before they could say which: they had received nothing. */
    private void strangers() {
        Set<Long> known = new HashSet<>();
        outcomes.forEach(it -> known.add(it.runId()));
        List<RunAccount> strangers = tally.runs().stream().filter(run -> !known.contains(run.runId()))
                .toList();
        strangers.stream().filter(run -> run.packets() > 0)
                .forEach(run -> say("Run %x has packets and belongs to no receiver.", run.runId()));
        long nameless = outcomes.stream().filter(it -> it.runId() == 0).count();
        if (strangers.size() > nameless) {
            say("%,d runs belong to no receiver.", strangers.size() - nameless);
        }
    }

    private void order() {
        List<Long> started = outcomes.stream().map(KillOutcome::runId).filter(run -> run != 0).toList();
        List<Long> found = tally.runs().stream().map(RunAccount::runId).toList();
        if (!common(found, started).equals(common(started, found))) {
            say("The runs are not in the order in which they were started.");
        }
    }

    private static List<Long> common(List<Long> runs, List<Long> others) {
        Set<Long> wanted = new HashSet<>(others);
        return runs.stream().filter(wanted::contains).toList();
    }

    private void when(long count, String sentence) {
        if (count != 0) {
            say(sentence, count);
        }
    }

    private void say(String sentence, Object... figures) {
        findings.add(String.format(Locale.ROOT, sentence, figures));
    }

    /** What is wrong, in sentences. */
    List<String> findings() {
        return findings;
    }

    /** What was counted. */
    KillFigures figures() {
        List<RunAccount> runs = tally.runs();
        long[] starts = outcomes.stream().mapToLong(KillOutcome::startNs).filter(ns -> ns >= 0).sorted()
                .toArray();
        return new KillFigures(outcomes.size(), killed(DrillPage.Stage.STARTING, DrillPage.Stage.OPEN),
                killed(DrillPage.Stage.RECEIVING, DrillPage.Stage.RECEIVING),
                outcomes.stream().filter(KillOutcome::killed)
                        .filter(it -> it.moment().when() == KillMoment.When.ROLL).count(),
                killed(DrillPage.Stage.STOPPING, DrillPage.Stage.STOPPED),
                outcomes.stream().filter(it -> it.exitCode() == 0).count(), runs.size(),
                runs.stream().mapToLong(RunAccount::records).sum(),
                outcomes.stream().mapToLong(KillOutcome::written).sum(), lost,
                runs.stream().mapToLong(RunAccount::missing).sum(),
                runs.stream().mapToLong(RunAccount::repeated).sum(), inFlight, tally.ends().killed(),
                tally.ends().orderly(), tally.ends().untold().size(),
                starts.length == 0 ? -1 : starts[starts.length / 2] / 1_000_000,
                starts.length == 0 ? -1 : starts[starts.length - 1] / 1_000_000);
    }

    private long killed(DrillPage.Stage from, DrillPage.Stage to) {
        return outcomes.stream().filter(KillOutcome::killed)
                .filter(it -> it.stage().compareTo(from) >= 0 && it.stage().compareTo(to) <= 0).count();
    }
}
