package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.rxpath.lab.Laboratory;
import io.rxpath.lab.truth.Scenario.Trait;
import io.rxpath.lab.truth.disturbance.Disturbance;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    private static final List<Scenario> ALL = Scenarios.all(Path.of("capture.pcapng"));

    @Test
    void namesAreOfTheirOwn() {
        Set<String> names = ALL.stream().map(Scenario::name).collect(Collectors.toSet());
        assertEquals(ALL.size(), names.size());
        for (Scenario scenario : ALL) {
            assertTrue(scenario.name().matches("[a-z0-9-]+"), scenario.name());
            assertTrue(scenario.sentence().endsWith("."), scenario.sentence());
            assertFalse(scenario.modes().isEmpty(), scenario.name());
            // A prefix selects: one name must not stand for another scenario, too.
            assertEquals(1, names.stream().filter(name -> name.startsWith(scenario.name())).count(),
                    scenario.name());
        }
    }

    @Test
    void wholeCellsAreLongAndQuickOnesShort() {
        for (Scenario scenario : ALL) {
            long least = scenario.feed().meanGapNs() >= 200_000 ? 20_000 : 50_000;
            assertTrue(scenario.feed().packets() >= least, scenario.name());
            assertTrue(scenario.feed().seconds(false) < 20, scenario.name());
            assertTrue(scenario.feed().quickPackets() >= 2_000, scenario.name());
            assertTrue(scenario.feed().seconds(true) < 2, scenario.name());
        }
    }

    @Test
    void theQuickSubsetIsPartOfTheWholeAndNeedsNothingSpecial() {
        for (Scenario scenario : ALL) {
            assertTrue(scenario.modes().containsAll(scenario.quick()), scenario.name());
            if (!scenario.quick().isEmpty()) {
                assertTrue(scenario.exempt().isEmpty(), scenario.name());
                assertFalse(scenario.has(Trait.CAPTURE) || scenario.has(Trait.THREE_CPUS), scenario.name());
            }
        }
        assertTrue(ALL.stream().mapToInt(scenario -> scenario.quick().size()).sum() >= 12);
        for (EngineKind engine : EngineKind.values()) {
            assertTrue(ALL.stream().flatMap(it -> it.quick().stream()).anyMatch(it -> it.engine() == engine),
                    engine::toString);
        }
    }

    @Test
    void whatSharesTheCoreIsMarked() {
        for (Scenario scenario : ALL) {
            boolean onTheCore = Set.of("rival", "waker", "migration", "wide-mask", "starved-sibling")
                    .contains(scenario.name());
            assertEquals(onTheCore, scenario.has(Trait.SHARED_CORE), scenario.name());
        }
    }

    @Test
    void onlyTheNamedOnesStandOutsideTheBars() {
        assertEquals(Set.of("peer-poll", "clock-step", "starved-sibling"), ALL.stream()
                .filter(it -> it.exempt().isPresent()).map(Scenario::name).collect(Collectors.toSet()));
        assertTrue(ALL.stream().filter(it -> it.name().startsWith("steady"))
                .allMatch(it -> it.disturbance() == Disturbance.NONE));
    }

    @Test
    void twoSocketsAreForEnginesThatTakeTwo() {
        Scenario cme = ALL.stream().filter(it -> it.name().equals("cme")).findFirst().orElseThrow();
        Cell blocking = new Cell(cme, new Mode(EngineKind.BLOCKING, false), WitnessLevel.OFF, 1, false);
        Cell spinning = new Cell(cme, new Mode(EngineKind.SPINNING, true), WitnessLevel.FULL, 2, true);
        assertEquals(1, Bench.destinations(blocking).size());
        assertEquals(2, Bench.destinations(spinning).size());
        assertEquals(List.of(Laboratory.DEVICE, Laboratory.DEVICE), Bench.devices(spinning));
        assertEquals("cme/blocking/plain/off/1", blocking.id());
        assertEquals("cme/spinning/defer/full/2", spinning.id());
        Scenario mixed = ALL.stream().filter(it -> it.name().equals("mixed-napi")).findFirst().orElseThrow();
        Cell two = new Cell(mixed, new Mode(EngineKind.EPOLL, false), WitnessLevel.OFF, 1, false);
        assertEquals(List.of(Laboratory.DEVICE, Laboratory.SECOND_DEVICE), Bench.devices(two));
        assertEquals(List.of(Laboratory.SENDER_DEVICE, Laboratory.SECOND_SENDER_DEVICE),
                Bench.senderDevices(two));
    }
}
