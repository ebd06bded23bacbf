package io.rxpath.lab.oracle;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start a recorder process.
 *
 * @param prefix what the command line begins with, for example {@code taskset -c 0}; may be empty. It must end by
 *     executing the rest in its own place, so that the process stays the same
 * @param javaHome the Java to run it with
 * @param classPath its class path
 * @param lifeSeconds after how long it ends itself, whatever happens
 */
public record RecorderCommand(List<String> prefix, Path javaHome, String classPath, long lifeSeconds) {
    /** Copies the list. */
    public RecorderCommand {
        prefix = List.copyOf(prefix);
        if (lifeSeconds < 1) {
            throw new IllegalArgumentException("a recorder that lives " + lifeSeconds + " s: give 1 or more");
        }
    }

    /** With the Java and the class path of this process. */
    public static RecorderCommand likeThisProcess(List<String> prefix, long lifeSeconds) {
        return new RecorderCommand(prefix, Path.of(System.getProperty("java.home")),
                System.getProperty("java.class.path"), lifeSeconds);
    }

    List<String> line() {
        List<String> line = new ArrayList<>(prefix);
        line.add(javaHome.resolve("bin/java").toString());
        // Of conf/jvm.flags the only one that what runs there needs.
        line.add("--enable-native-access=ALL-UNNAMED");
        // Few threads and little memory, and none that writes files.
        line.add("-XX:+UseSerialGC");
        line.add("-XX:TieredStopAtLevel=1");
        line.add("-XX:-UsePerfData");
        line.add("-Xmx128m");
        line.add("-cp");
        line.add(classPath);
        line.add(TraceRecorderMain.class.getName());
        line.add(Long.toString(lifeSeconds));
        return line;
    }
}
