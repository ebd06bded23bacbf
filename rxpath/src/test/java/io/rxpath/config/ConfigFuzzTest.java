package io.rxpath.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is done to the file, there is a configuration or a list of findings. */
class ConfigFuzzTest {
    private static final int ROUNDS = 4_000;
    private static final String[] PIECES = {"{", "}", "[", "]", "\"", "=", ":", ",", "#", "${", "${?x}", "+=",
        "include ", "\n", "\\u0000", "null", "true", "-", "1e999", "99999999999999999999", "0x1", "us", "KiB",
        "224.0.0.1", "::1", "rxpath.", "workers", "\"\"\"", "\u00e4", "\ud83d\ude00", "\ud800", ".", "[{}]",
        "1..2", "a.b.c", " "};

    @Test
    void randomMutationsAreReadOrRefused() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final String text = mutate(SampleConfig.TEXT, random);
            try {
                final ReceiverConfig config = ConfigLoader.parse(text, "fuzz");
                assertFalse(config.workers().isEmpty());
                assertEquals(0, config.findings().size());
            } catch (ConfigException expected) {
                refused++;
                for (Finding finding : expected.findings()) {
                    assertEquals(1, finding.toString().lines().count(), finding::toString);
                }
            } catch (RuntimeException | Error fault) {
                fail("seed " + seed + " round " + round + ":\n" + text, fault);
            }
        }
        assertFalse(refused < ROUNDS / 10, "mutations hardly ever break the sample: seed " + seed);
    }

    private static String mutate(String text, SplittableRandom random) {
        final StringBuilder mutated = new StringBuilder(text);
        for (int edit = random.nextInt(1, 6); edit > 0; edit--) {
            final int at = random.nextInt(mutated.length());
            final int end = Math.min(mutated.length(), at + random.nextInt(1, 12));
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> mutated.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                case 3 -> mutated.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                default -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at, end));
            }
        }
        return mutated.toString();
    }
}
