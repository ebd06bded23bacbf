package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceInstanceTest {
    @TempDir
    private Path tracefs;

    @Test
    void onlyOursOfDeadProcessesAreRemoved() throws Exception {
        Path instances = Files.createDirectory(tracefs.resolve("instances"));
        Set<String> others = new TreeSet<>(Set.of("999999999", "rxpath-", "rxpath-999999999x",
                "x-rxpath-999999999", "rxpath-9999999999"));
        for (String name : others) {
            Files.createDirectory(instances.resolve(name));
        }
        Files.createDirectory(instances.resolve("rxpath-999999999"));
        Files.createDirectory(instances.resolve("rxpath-77"));
        TraceException refused = assertThrows(TraceException.class, () -> TraceInstance.create(tracefs, 77));
        assertTrue(refused.getMessage().contains("tracing_on"), refused.getMessage());
        try (Stream<Path> left = Files.list(instances)) {
            assertEquals(others, left.map(it -> it.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
