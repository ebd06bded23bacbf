package io.rxpath.lab.capture;

import java.nio.file.Path;

/** Small captures for the tests of other packages. */
public final class CaptureFiles {
    private CaptureFiles() {
    }

    /** Writes {@code payload 0}, {@code payload 1}, ... with these stamps, to ports 5000 and 5001 in turn. */
    public static Path udp(Path folder, long[] stampsNs) {
        Pcap file = Pcap.nanos(LinkType.RAW);
        for (int i = 0; i < stampsNs.length; i++) {
            file.packet(stampsNs[i] / 1_000_000_000L, stampsNs[i] % 1_000_000_000L,
                    Frames.ipv4(Frames.udp(Frames.text("payload " + i), 5000 + i % 2)));
        }
        return Bytes.file(folder, "feed.pcap", file.toArray());
    }
}
