package io.rxpath.lab.capture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Captures of real feeds, where they lie beside the project. */
public final class RealCaptures {
    public static final String CME = "cme-mdp3-ab-lines.pcapng.gz";
    public static final String IEX = "iex-tops-1.6.pcap.gz";
    public static final String MOLD = "moldudp64-itch5.pcap";

    private RealCaptures() {
    }

    /** The capture, or the test is skipped with the reason. */
    public static Path require(String name) {
        Path file = Path.of(System.getProperty("rxpath.root"), "../shared/data", name).normalize();
        assumeTrue(Files.isReadable(file), () -> "the capture " + file + " is not on this machine");
        return file;
    }
}
