package io.rxpath.lab.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged captures are refused or read, never anything else. */
class CaptureFuzzTest {
    private static final int ROUNDS = 6_000;

    @TempDir
    private Path folder;

    @Test
    void damageNeverBreaksOutOfCaptureException() {
        long seed = System.nanoTime();
        byte[][] originals = originals();
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = damage(originals[random.nextInt(originals.length)].clone(), random);
                Path file = Bytes.file(folder, "fuzz", bytes);
                try {
                    Capture capture = CaptureReader.read(file);
                    for (int i = 0; i < capture.size(); i++) {
                        capture.datagram(i);
                    }
                } catch (CaptureException expected) {
                    // A refusal is as good as a reading: the damage decides which it is.
                } catch (Throwable t) {
                    throw new AssertionError("seed " + seed + ", round " + round, t);
                }
            }
        });
    }

    private static byte[] damage(byte[] bytes, SplittableRandom random) {
        int hits = random.nextInt(4);
        for (int i = 0; i < hits; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4),
                        (byte) (random.nextBoolean() ? 0xFF : 0));
            }
        }
        return hits == 0 || random.nextInt(3) == 0
                ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))
                : bytes;
    }

    private static byte[][] originals() {
        byte[] tagged = Frames.ethernet(0x8100, Bytes.network().u16(1).u16(Frames.IPV4_TYPE)
                .raw(Frames.ipv4(Frames.udp(Frames.text("tagged")))).toArray());
        byte[] six = Frames.ipv6(0,
                Bytes.network().u8(17, 0).zeros(6).raw(Frames.udp(Frames.text("six"))).toArray());
        byte[] classic = Pcap.nanos(LinkType.ETHERNET).packet(1, 0, Frames.ethernetUdp("one"))
                .packet(2, 0, tagged).packet(3, 0, Frames.ethernet(Frames.IPV6_TYPE, six)).toArray();
        byte[] raw = new Pcap(BIG_ENDIAN, false, LinkType.RAW).packet(1, 0, six).packet(2, 0, six).toArray();
        byte[] blocks = new Pcapng().section(BIG_ENDIAN).device(LinkType.ETHERNET, 0, 9, 1)
                .enhanced(0, 1, Frames.ethernetUdp("one")).obsolete(0, 2, tagged).section(LITTLE_ENDIAN)
                .device(LinkType.RAW, 100, 0x9E, 0).enhanced(0, 5, six).simple(six, six.length).toArray();
        return new byte[][]{classic, raw, blocks, Bytes.gzip(classic), Bytes.gzip(blocks)};
    }
}
