package io.rxpath.linux.probe;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the kernel or of glibc, as far as it decides what there is.
 *
 * @param major first number
 * @param minor second number
 */
public record Version(int major, int minor) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\D.*)?", Pattern.DOTALL);

    /** Reads the start of {@code 6.18.44-generic} or {@code 2.36}; empty for what is no version. */
    public static Optional<Version> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(
                        new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether this is the given version or a later one. */
    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new Version(wantedMajor, wantedMinor)) >= 0;
    }

    @Override
    public int compareTo(Version other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
