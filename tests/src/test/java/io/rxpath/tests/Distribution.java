package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tar.gz that this build made, unpacked, with a home and a folder for temporary files that are empty at first. */
final class Distribution {
    private final Path folder;
    private final Path tarball;

    /** Finds it; where this build packages nothing (mvn test) there is none, and the test is skipped. */
    Distribution(Path folder) throws IOException {
        this.folder = folder;
        assumeTrue(System.getProperty("java.class.path").contains("rxpath-cli.jar"),
                "this build has made no tar.gz: mvn verify makes one");
        try (Stream<Path> files = Files.list(Child.root().resolve("cli/target"))) {
            final List<Path> found = files.filter(it -> it.toString().endsWith(".tar.gz")).toList();
            assertEquals(1, found.size(), found::toString);
            tarball = found.getFirst();
        }
        Files.createDirectories(home());
        Files.createDirectories(temporary());
    }

    /** Its entries, as {@code tar --list} shows them with mode, owner and time. */
    List<String> entries() throws Exception {
        return tar("--list", "--verbose", "--numeric-owner", "--full-time", "--utc").lines().toList();
    }

    /** Unpacks it and gives the folder that was in it. */
    Path unpack() throws Exception {
        tar("--extract", "--directory", folder.toString());
        return folder.resolve(name());
    }

    /** {@code rxpath-VERSION}. */
    String name() {
        return tarball.getFileName().toString().replace(".tar.gz", "");
    }

    Path home() {
        return folder.resolve("home");
    }

    /** What TMPDIR says. */
    Path temporary() {
        return folder.resolve("temporary");
    }

    /** Runs a command from beside the unpacked folder. */
    Child run(List<String> command) throws Exception {
        return Child.run(folder, Map.of("JAVA_HOME", System.getProperty("java.home"), "HOME",
                home().toString(), "TMPDIR", temporary().toString()), command);
    }

    private String tar(String... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of("tar", "--file", tarball.toString()));
        command.addAll(List.of(arguments));
        final Child tar = Child.run(folder, Map.of(), command);
        assertEquals(0, tar.exitCode(), tar.err());
        return tar.out();
    }
}
