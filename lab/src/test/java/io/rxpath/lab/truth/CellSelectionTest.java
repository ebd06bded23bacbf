package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import io.rxpath.poller.EngineKind;
import io.rxpath.poller.WitnessLevel;
import org.junit.jupiter.api.Test;

class CellSelectionTest {
    private static final List<Scenario> ALL = Scenarios.all(null);
    private static final List<WitnessLevel> LEVELS = List.of(WitnessLevel.OFF, WitnessLevel.FULL);

    private static List<Cell> select(List<String> names, Set<EngineKind> engines, int repeats,
            boolean quick) {
        return CellSelection.of(ALL,
                new TruthOptions(names, engines, LEVELS, repeats, quick, null, null, false, false));
    }

    @Test
    void everythingIsEveryCellAtEveryLevelAsOftenAsAsked() {
        int modes = ALL.stream().mapToInt(scenario -> scenario.modes().size()).sum();
        List<Cell> cells = select(List.of(), Set.of(), 3, false);
        assertEquals(modes * 2 * 3, cells.size());
        assertEquals(cells.size(), cells.stream().map(Cell::id).distinct().count());
    }

    @Test
    void aBeginningOfACellsNameSelects() {
        List<String> ids = select(List.of("steady-20us/blocking", "two-"), Set.of(), 1, false).stream()
                .map(Cell::name).distinct().toList();
        assertEquals(List.of("steady-20us/blocking/plain", "steady-20us/blocking/defer",
                "two-sockets/spinning/plain", "two-sockets/spinning/defer", "two-sockets/epoll/plain",
                "two-sockets/epoll/defer"), ids);
    }

    @Test
    void enginesNarrowIt() {
        assertTrue(select(List.of(), Set.of(EngineKind.EPOLL), 1, false).stream()
                .allMatch(cell -> cell.mode().engine() == EngineKind.EPOLL));
        IllegalArgumentException none = assertThrows(IllegalArgumentException.class,
                () -> select(List.of("two-sockets"), Set.of(EngineKind.INTERRUPT), 1, false));
        assertTrue(none.getMessage().contains("engine"), none.getMessage());
    }

    @Test
    void theQuickSubsetIsShortAndANamedCellIsRunThoughNotInIt() {
        List<Cell> quick = select(List.of(), Set.of(), 1, true);
        assertEquals(ALL.stream().mapToInt(scenario -> scenario.quick().size()).sum() * 2, quick.size());
        assertTrue(quick.stream().allMatch(cell -> cell.packets() <= 10_000));
        assertEquals(4, select(List.of("mixed-napi/epoll"), Set.of(), 1, true).size());
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThereAre() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> select(List.of("steady-20us", "stedy"), Set.of(), 1, false));
        assertTrue(refused.getMessage().startsWith("there is no scenario stedy: there are steady-20us, "),
                refused.getMessage());
    }
}
