package io.rxpath.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that has ended.
 *
 * @param exitCode its exit code
 * @param out its standard output
 * @param err its standard error
 */
record Child(int exitCode, String out, String err) {
    /** Variables that java announces on standard error. */
    static final List<String> TALK = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final long BOUND_SECONDS = 60;

    /** Where the project stands. */
    static Path root() {
        return Path.of(System.getProperty("rxpath.root"));
    }

    /** The flags of conf/jvm.flags. */
    static List<String> flags() throws IOException {
        return Files.readAllLines(root().resolve("conf/jvm.flags")).stream()
                .filter(line -> line.startsWith("-")).toList();
    }

    /** Runs java with this class path. */
    static Child java(Path home, List<String> flags, String mainClass, Object... arguments)
            throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Duser.home=" + home);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(home, Map.of("HOME", home.toString()), command);
    }

    /** Runs a command with these variables set and without those that make java talk. */
    static Child run(Path workingDirectory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        final Path outputs = Files.createTempDirectory("rxpath-child");
        final Path out = outputs.resolve("out");
        final Path err = outputs.resolve("err");
        final ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeAll(TALK);
        builder.environment().putAll(environment);
        final Process process = builder.start();
        try {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                fail(command + " still runs after " + BOUND_SECONDS + " s: " + read(err));
            }
            return new Child(process.exitValue(), read(out), read(err));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
            Files.delete(outputs);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
