package io.rxpath.bench.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.rxpath.bench.BenchException;

/**
 * A folder that is deleted with all that is in it.
 *
 * @param path where it is
 */
record TemporaryFolder(Path path) implements AutoCloseable {
    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("rxpath-bench"));
        } catch (IOException refused) {
            throw new BenchException("no temporary folder could be made: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException | UncheckedIOException gone) {
            return;
        }
        for (Path each : deepestFirst) {
            try {
                Files.deleteIfExists(each);
            } catch (IOException kept) {
                return; // somebody still holds it; it is a temporary folder
            }
        }
    }
}
