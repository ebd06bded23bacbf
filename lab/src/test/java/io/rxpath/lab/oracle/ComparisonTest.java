package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

import io.rxpath.lab.oracle.BarResult.Outcome;
import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** A perfect stream of labels passes every bar, and each way of being wrong fails one. */
class ComparisonTest {
    private static final long FLOOR_NS = 20_000;

    private final Story story = new RandomStory(20_260_410, 3_000, "veth0").story;
    private final Trace trace = story.build();
    private final CellFacts facts = story.facts();
    private final Truth truth = new TruthOracle().judge(trace, story.labels(trace), facts);

    /** A label that a test may spoil. */
    private static final class Label {
        private Branch branch;
        private Cause cause;
        private Via via;
        private Deliverer deliverer;
        private Evidence evidence;
        private long steal;
        private long poll;
        private long fallback;
        private long unattributed;
        private boolean stalled;

        private void unknown() {
            branch = Branch.UNKNOWN;
            cause = Cause.CONTESTED;
            via = Via.NONE;
            deliverer = Deliverer.CONTESTED;
            evidence = Evidence.NONE;
            unattributed = poll + fallback;
            poll = 0;
            fallback = 0;
        }
    }

    @Test
    void perfectLabelsPassEveryBar() {
        for (Witnessed witnessed : Witnessed.values()) {
            Comparison comparison = compare(label -> {
            }, witnessed);
            for (BarResult bar : Bars.ofCell(comparison, facts)) {
                assertEquals(Outcome.PASSED, bar.outcome(), bar::sentence);
            }
            assertEquals(comparison.packets(), comparison.branches().total() + comparison.unbarred().part());
            assertTrue(comparison.unbarred().part() > 0, "the story has stalls");
            assertEquals(
                    new Share(comparison.causedAgreement().whole(), comparison.causedAgreement().whole()),
                    comparison.causedAgreement());
            assertEquals(0, comparison.wronglyVerified().part());
            assertEquals(0, comparison.stealErrors().maxNs());
            assertEquals(0, comparison.pollErrors().maxNs());
            assertEquals(0, comparison.fallbackErrors().maxNs());
        }
    }

    @Test
    void oneInAHundredBetweenHotAndFallbackFails() {
        SplittableRandom random = new SplittableRandom(1);
        Consumer<Label> flip = label -> {
            if (random.nextInt(100) == 0) {
                if (label.branch == Branch.HOT_POLL) {
                    label.branch = Branch.FALLBACK_IRQ;
                    label.cause = Cause.RACED;
                } else if (label.branch == Branch.FALLBACK_IRQ) {
                    label.branch = Branch.HOT_POLL;
                    label.cause = Cause.NONE;
                }
            }
        };
        fails("branch", flip, Witnessed.OWN);
        fails("hot", flip, Witnessed.NO);
    }

    @Test
    void causesOneFurtherFail() {
        Consumer<Label> rotate = label -> {
            if (label.branch == Branch.FALLBACK_IRQ) {
                label.cause = Cause.of(label.cause == Cause.RACED
                        ? Cause.IRQ_MODE.code()
                        : Math.min(Cause.RACED.code(), label.cause.code() + 1));
            }
        };
        fails("cause", rotate, Witnessed.OWN);
    }

    @Test
    void waysOneFurtherFailOnlyWhereAllPollsAreSeen() {
        Consumer<Label> rotate = label -> label.via = label.via == Via.PEER
                ? Via.INLINE
                : Via.of(label.via.code() + 1);
        fails("via", rotate, Witnessed.FULL);
        assertEquals(List.of(), failed(compare(rotate, Witnessed.OWN)));
    }

    @Test
    void stealsFiftyMicrosecondsOffFail() {
        Consumer<Label> shift = label -> {
            long shifted = Math.min(50_000, label.fallback + label.poll);
            if (label.steal > 0) {
                label.steal += shifted;
                label.fallback = Math.max(0, label.fallback - shifted);
                label.poll = 0;
            }
        };
        fails("steal", shift, Witnessed.OWN);
        fails("sum", label -> label.steal += label.steal > FLOOR_NS ? 50_000 : 0, Witnessed.OWN);
    }

    @Test
    void aStallMayBeCountedOrNot() {
        Comparison without = compare(label -> {
            if (label.cause == Cause.STALLED) {
                label.fallback += label.steal;
                label.steal = 0;
                label.branch = Branch.HOT_POLL;
                label.cause = Cause.NONE;
            }
        }, Witnessed.OWN);
        assertEquals(List.of(), failed(without));
        assertTrue(without.stalled().part() > 0);
        assertEquals(without.stealWithin().whole(), without.stealWithin().part());
        assertTrue(without.stealErrors().maxNs() > 0, "it is still told");
    }

    @Test
    void partsThatDoNotAddUpFail() {
        fails("sum", label -> label.poll++, Witnessed.NO);
        fails("sum", label -> {
            label.poll -= 1_000_000;
            label.steal += 1_000_000;
        }, Witnessed.NO);
    }

    @Test
    void verifiedLabelsThatAreWrongFailThePool() {
        Comparison wrong = compare(label -> label.deliverer = Deliverer.BUSY_POLL, Witnessed.OWN);
        assertTrue(Bars.ofPool(wrong).failed(), () -> Bars.ofPool(wrong).sentence());
        Comparison inferred = compare(label -> {
            label.deliverer = Deliverer.BUSY_POLL;
            label.evidence = Evidence.INFERRED;
        }, Witnessed.OWN);
        assertEquals(0, inferred.wronglyVerified().part());
    }

    @Test
    void thePoolTakesAMillionPackets() {
        Comparison pool = new Comparison(Witnessed.OWN);
        Comparison cell = compare(label -> {
        }, Witnessed.OWN);
        pool.addAll(cell);
        assertEquals(Outcome.NOT_MEASURED, Bars.ofPool(pool).outcome());
        while (pool.packets() < 1_000_000) {
            pool.addAll(cell);
        }
        assertEquals(Outcome.PASSED, Bars.ofPool(pool).outcome(), () -> Bars.ofPool(pool).sentence());
        assertEquals(cell.branchAgreement().value(), pool.branchAgreement().value());
        assertEquals(cell.stealWithin().value(), pool.stealWithin().value());
    }

    @Test
    void shuffledLabelsFail() {
        Labels labels = story.labels(trace);
        Labels shuffled = new Labels(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            int from = (i + 7) % labels.size();
            shuffled.add(labels.number(i), labels.sequence(i), labels.socket(i), labels.length(i),
                    labels.ingressNs(i), labels.appNs(i), labels.branch(from), labels.cause(from),
                    labels.via(from), labels.deliverer(from), labels.evidence(from), labels.stealNs(from),
                    labels.pollNs(from), labels.fallbackNs(from), 0, labels.unseenNs(from),
                    labels.stalled(from));
        }
        List<String> failed = failed(new Comparison(shuffled, truth, Witnessed.FULL));
        assertTrue(failed.containsAll(List.of("branch", "cause", "steal", "sum")), failed::toString);
    }

    @Test
    void unknownIsDisagreementOnlyWithAWitness() {
        SplittableRandom random = new SplittableRandom(2);
        Consumer<Label> sometimes = label -> {
            if (random.nextInt(20) == 0) {
                label.unknown();
            }
        };
        fails("branch", sometimes, Witnessed.OWN);
        assertEquals(List.of(), failed(compare(sometimes, Witnessed.NO)));
        CellFacts deferred = new CellFacts(true, facts.windowNs(), FLOOR_NS, 50_000, facts.deviceOfSocket(),
                true, false);
        assertEquals(List.of("unknown"), failed(compare(sometimes, Witnessed.NO), deferred));
        CellFacts rival = new CellFacts(true, facts.windowNs(), FLOOR_NS, 50_000, facts.deviceOfSocket(),
                true, true);
        assertEquals(List.of(), failed(compare(sometimes, Witnessed.NO), rival));
    }

    @Test
    void aStallThatTipsTheLabelIsNotHeldAgainstIt() {
        int[] count = {0};
        Consumer<Label> tipped = label -> {
            if (label.branch == Branch.FALLBACK_IRQ && count[0]++ % 50 == 0) {
                label.branch = Branch.CPU_STEAL;
                label.cause = Cause.PREEMPTED;
                label.stalled = true;
            }
        };
        assertEquals(List.of(), failed(compare(tipped, Witnessed.OWN)));
        count[0] = 0;
        fails("branch", tipped.andThen(label -> label.stalled = false), Witnessed.OWN);
        fails("claimed", label -> {
            label.branch = Branch.CPU_STEAL;
            label.stalled = true;
        }, Witnessed.OWN);
    }

    @Test
    void nobodyHidesBehindStalls() {
        fails("claimed", label -> {
            label.branch = Branch.CPU_STEAL;
            label.cause = Cause.STALLED;
        }, Witnessed.OWN);
    }

    @Test
    void anExemptCellTellsWhatItGave() {
        Comparison wrong = compare(Label::unknown, Witnessed.OWN);
        List<BarResult> bars = Bars.ofExemptCell(wrong, facts, "the clock was stepped");
        assertTrue(bars.stream().noneMatch(BarResult::failed));
        BarResult branch = bars.stream().filter(bar -> bar.name().equals("branch")).findFirst().orElseThrow();
        assertEquals(Outcome.EXEMPT, branch.outcome());
        assertTrue(branch.sentence().endsWith("the bar is at least 99.9 %; exempt: the clock was stepped"),
                branch::sentence);
    }

    @Test
    void aCellWithoutPacketsFails() {
        assertEquals(List.of("packets"), failed(new Comparison(Witnessed.OWN)));
    }

    @Test
    void labelsAndTruthAreOfOneCell() {
        assertThrows(IllegalArgumentException.class,
                () -> new Comparison(new Labels(0), truth, Witnessed.NO));
    }

    @Test
    void aShareIsReckonedExactly() {
        assertTrue(new Share(999, 1_000).atLeast(999_000));
        assertFalse(new Share(9_989, 10_000).atLeast(999_000));
        assertTrue(new Share(1, 10_000).atMost(100));
        assertFalse(new Share(2, 10_000).atMost(100));
        assertEquals("99.900 % (999 of 1000)", new Share(999, 1_000).toString());
    }

    private void fails(String bar, Consumer<Label> spoil, Witnessed witnessed) {
        List<String> failed = failed(compare(spoil, witnessed));
        assertTrue(failed.contains(bar), () -> bar + " should fail, but only these did: " + failed);
    }

    private List<String> failed(Comparison comparison) {
        return failed(comparison, facts);
    }

    private static List<String> failed(Comparison comparison, CellFacts facts) {
        return Bars.ofCell(comparison, facts).stream().filter(BarResult::failed).map(BarResult::name)
                .toList();
    }

    /** The truth as labels, each spoiled. */
    private Comparison compare(Consumer<Label> spoil, Witnessed witnessed) {
        Labels perfect = story.labels(trace);
        Labels spoiled = new Labels(perfect.size());
        for (int i = 0; i < perfect.size(); i++) {
            Packet packet = story.received.get(i);
            Label label = new Label();
            label.branch = packet.branch;
            label.cause = packet.cause;
            label.via = packet.via;
            label.deliverer = packet.deliverer;
            label.evidence = Evidence.VERIFIED;
            label.steal = perfect.stealNs(i);
            label.poll = perfect.pollNs(i);
            label.fallback = perfect.fallbackNs(i);
            spoil.accept(label);
            spoiled.add(perfect.number(i), perfect.sequence(i), perfect.socket(i), perfect.length(i),
                    perfect.ingressNs(i), perfect.appNs(i), label.branch, label.cause, label.via,
                    label.deliverer, label.evidence, label.steal, label.poll, label.fallback,
                    label.unattributed, perfect.unseenNs(i), label.stalled);
        }
        return new Comparison(spoiled, truth, witnessed);
    }
}
