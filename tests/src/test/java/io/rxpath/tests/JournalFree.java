package io.rxpath.tests;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program needs that embeds a receiver without a journal: fewer flags, fewer jars. */
final class JournalFree {
    private static final List<String> MODULES = List.of("native-bindings", "poller", "telemetry", "rxpath");
    private static final List<String> LIBRARIES = List.of("agrona", "config", "HdrHistogram");

    private JournalFree() {
    }

    /** The class path, followed by {@code own}: classes of the modules up to rxpath and their libraries but Chronicle's. */
    static String classPath(Path own) {
        return Stream
                .concat(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(JournalFree::isNeeded), Stream.of(own.toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNeeded(String entry) {
        final Path path = Path.of(entry);
        return MODULES.stream().anyMatch(it -> path.startsWith(Child.root().resolve(it).resolve("target")))
                || LIBRARIES.stream()
                        .anyMatch(it -> path.getFileName().toString().matches(it + "-\\d.*\\.jar"));
    }
}
