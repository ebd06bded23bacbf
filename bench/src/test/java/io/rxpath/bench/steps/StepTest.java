package io.rxpath.bench.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class StepTest {
    private static final OutputFormat SILENCE = OutputFormatFactory
            .createFormatInstance(new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

    private static Set<BenchmarkListEntry> benchmarks() {
        return BenchmarkList.defaultList().getAll(SILENCE, List.of());
    }

    @Test
    void everyBenchmarkIsAStepAndEveryStepABenchmark() {
        Set<String> wanted = Arrays.stream(Step.values()).map(Step::benchmark)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(wanted, benchmarks().stream().map(BenchmarkListEntry::getUsername)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void stepsGiveTheParametersThatTheirBenchmarksHave() {
        for (BenchmarkListEntry benchmark : benchmarks()) {
            for (Step step : Step.values()) {
                if (step.benchmark().equals(benchmark.getUsername())) {
                    assertEquals(benchmark.getParams().orElse(java.util.Map.of()).keySet(),
                            step.parameters().keySet(), step::key);
                }
            }
        }
    }

    @Test
    void whatIsTakenOffIsOfAsManyPackets() {
        for (Step step : Step.values()) {
            step.preparation().ifPresent(preparation -> {
                assertEquals(step.packets(), preparation.packets(), step::key);
                assertTrue(preparation.compareTo(step) < 0, step::key);
            });
        }
    }

    @Test
    void aStepIsFoundByItsKey() {
        assertEquals(Optional.of(Step.WORKER_PUBLISH_64), Step.of("worker-publish-64"));
        assertEquals(Optional.empty(), Step.of("WORKER_1"));
        assertEquals(Step.values().length, Arrays.stream(Step.values()).map(Step::key).distinct().count());
    }
}
