package io.rxpath;

/** Which rxpath this is. */
public final class Version {
    private Version() {
    }

    /** The version of the build, {@code "unpackaged"} where the classes do not come from its jar. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
