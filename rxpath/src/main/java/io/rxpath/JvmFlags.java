package io.rxpath;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The JVM flags that rxpath needs. They stand in {@code conf/jvm.flags}, which the launcher hands to java as it is and
 * which lies in this jar as {@code io/rxpath/jvm.flags}.
 */
public final class JvmFlags {
    private static final String RESOURCE = "jvm.flags";
    private static final String JOURNAL_SECTION = "#! journal";

    private JvmFlags() {
    }

    /**
     * The flags as they stand in the file, in its order.
     *
     * @param journal whether a journal is read or written; without one Chronicle's flags are not needed
     */
    public static List<String> required(boolean journal) {
        final List<String> lines = text().lines().map(String::strip).toList();
        final int section = lines.indexOf(JOURNAL_SECTION);
        return lines.subList(0, journal || section < 0 ? lines.size() : section).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }

    /**
     * The first missing flag in one sentence that prints it verbatim.
     *
     * @param inputArguments the JVM's arguments as {@code RuntimeMXBean.getInputArguments()} reports them
     *     ({@code --add-opens X} comes as {@code --add-opens=X} there)
     * @param journal as in {@link #required}
     * @return empty where all are there
     */
    public static Optional<String> missing(List<String> inputArguments, boolean journal) {
        return required(journal).stream().filter(flag -> !given(flag, inputArguments)).findFirst()
                .map(flag -> "the JVM flag " + flag
                        + " is missing: start java with @conf/jvm.flags, which lists all"
                        + " that rxpath needs (bin/rxpath does; the rxpath jar holds it as io/rxpath/jvm.flags)");
    }

    /** {@link #missing(List, boolean)} for this JVM. */
    public static Optional<String> missing(boolean journal) {
        return missing(ManagementFactory.getRuntimeMXBean().getInputArguments(), journal);
    }

    /**
     * Refuses to go on without a flag.
     *
     * @throws IllegalStateException with the sentence of {@link #missing(List, boolean)}
     */
    public static void check(boolean journal) {
        missing(journal).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
    }

    private static boolean given(String flag, List<String> arguments) {
        final int split = flag.lastIndexOf('=') + 1;
        final String key = flag.substring(0, split);
        final String value = flag.substring(split);
        final List<String> values = arguments.stream().filter(argument -> argument.startsWith(key))
                .map(argument -> argument.substring(split)).toList();
        // Module options add up and take lists; of all others the last one counts.
        return key.startsWith("--add-") || key.startsWith("--enable-")
                ? values.stream().anyMatch(it -> Arrays.asList(it.split(",")).contains(value))
                : !values.isEmpty() && values.getLast().equals(value);
    }

    private static String text() {
        try (InputStream in = JvmFlags.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("io/rxpath/" + RESOURCE
                        + " is not on the class path: the rxpath jar holds it, build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
