package io.rxpath.cli;

import picocli.CommandLine.IVersionProvider;

/** One line: rxpath's version from the jar's manifest, the JVM and the kernel. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        final String version = Main.class.getPackage().getImplementationVersion();
        return new String[]{"rxpath " + (version == null ? "unpackaged" : version) + " (Java "
                + Runtime.version() + ", Linux " + System.getProperty("os.version") + ")"};
    }
}
