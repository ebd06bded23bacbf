package io.rxpath.lab.send;

import io.rxpath.JvmFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start a sender process.
 *
 * @param prefix what the command line begins with, for example {@code unshare -n --}; may be empty. It must end by
 *     executing the rest in its own place, so that the process stays the same
 * @param javaHome the Java to run it with
 * @param flags the JVM flags it needs
 * @param classPath its class path
 * @param lifeSeconds after how long it ends itself, whatever happens
 */
public record SenderCommand(List<String> prefix, Path javaHome, List<String> flags, String classPath,
        long lifeSeconds) {
    /** Copies the lists. */
    public SenderCommand {
        prefix = List.copyOf(prefix);
        flags = List.copyOf(flags);
        if (lifeSeconds < 1) {
            throw new IllegalArgumentException("a sender that lives " + lifeSeconds + " s: give 1 or more");
        }
    }

    /** With the Java and the class path of this process. */
    public static SenderCommand likeThisProcess(List<String> prefix, long lifeSeconds) {
        return new SenderCommand(prefix, Path.of(System.getProperty("java.home")), JvmFlags.required(false),
                System.getProperty("java.class.path"), lifeSeconds);
    }

    List<String> line() {
        List<String> line = new ArrayList<>(prefix);
        line.add(javaHome.resolve("bin/java").toString());
        line.addAll(flags);
        // Few threads beside the one that sends, and none that writes files.
        line.add("-XX:+UseSerialGC");
        line.add("-XX:-UsePerfData");
        line.add("-cp");
        line.add(classPath);
        line.add(FeedSenderMain.class.getName());
        line.add(FeedSenderMain.LIFE + lifeSeconds);
        return line;
    }
}
