package io.rxpath.telemetry.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM started as a user would: flags from conf/jvm.flags, an empty home folder, no test framework's properties. */
final class ChildJvm {
    private final Path folder;

    ChildJvm(Path folder) {
        this.folder = folder;
    }

    /** The home folder of the child. */
    Path home() {
        return folder.resolve("home");
    }

    String stdout() throws IOException {
        return Files.readString(folder.resolve("stdout"));
    }

    String stderr() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    /** The command that runs a main class; as words, or as one shell line when {@code quoted}. */
    List<String> command(Class<?> main, Object... arguments) {
        final List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of(System.getProperty("rxpath.root"), "conf", "jvm.flags"), "-Xmx128m",
                        "-Duser.home=" + home(), "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName()));
        for (final Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    Process start(List<String> command) throws IOException {
        Files.createDirectories(home());
        final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("HOME", home().toString());
        return builder.start();
    }

    /** Runs to the end and returns the exit code; kills what takes longer than a minute. */
    int run(List<String> command) throws IOException, InterruptedException {
        final Process process = start(command);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("still running: " + command);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
