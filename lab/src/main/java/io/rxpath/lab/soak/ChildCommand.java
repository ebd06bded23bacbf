package io.rxpath.lab.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.rxpath.JvmFlags;

/** The command line of a child JVM like this one, made to start fast and to stay small. */
final class ChildCommand {
    private ChildCommand() {
    }

    /** Runs a main class of this class path. */
    static List<String> of(Class<?> main, Object... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JvmFlags.required(true));
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        return line;
    }
}
