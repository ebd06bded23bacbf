package io.rxpath.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/**
 * What one run of the command left behind.
 *
 * @param exitCode what it returned
 * @param out its standard output
 * @param err its standard error
 */
record Invocation(int exitCode, String out, String err) {
    static Invocation of(Object... arguments) {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int exitCode = Main.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new),
                new PrintWriter(out, true), new PrintWriter(err, true));
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    boolean saysOneSentence() {
        return err.lines().count() == 1 && err.startsWith("rxpath: ") && !err.contains("\tat ");
    }
}
