package io.rxpath.telemetry.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class RegimeWordTest {
    @Test
    void placesArePinned() {
        assertEquals(0x0000_0000_0000_000fL, RegimeWord.withState(0, 0, 15));
        assertEquals(0x0000_0000_f000_0000L, RegimeWord.withState(0, 7, 15));
        assertEquals(0x7fff_ffff_0000_0000L, RegimeWord.withSettingsEpoch(0, -1));
        assertEquals(0x0000_0001_0000_0000L, RegimeWord.withSettingsEpoch(0, 1));
        assertEquals(0x8000_0000_0000_0000L, RegimeWord.withStale(0, true));
    }

    @Test
    void zeroIsNotObservedEverywhere() {
        for (int slot = 0; slot < RegimeWord.SLOTS; slot++) {
            assertEquals(RegimeWord.NOT_OBSERVED, RegimeWord.state(0, slot));
        }
        assertEquals(0, RegimeWord.settingsEpoch(0));
        assertFalse(RegimeWord.isStale(0));
    }

    @Test
    void aChangeTouchesOnlyItsField() {
        final long seed = System.nanoTime();
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            final long word = random.nextLong();
            final int slot = random.nextInt(RegimeWord.SLOTS);
            final int state = random.nextInt(RegimeWord.MAX_STATE + 1);
            final int epoch = random.nextInt();
            final boolean stale = random.nextBoolean();
            final String hint = "seed " + seed;
            final long withState = RegimeWord.withState(word, slot, state);
            assertEquals(state, RegimeWord.state(withState, slot), hint);
            assertEquals(word, RegimeWord.withState(withState, slot, RegimeWord.state(word, slot)), hint);
            final long withEpoch = RegimeWord.withSettingsEpoch(word, epoch);
            assertEquals(epoch & Integer.MAX_VALUE, RegimeWord.settingsEpoch(withEpoch), hint);
            assertEquals(word, RegimeWord.withSettingsEpoch(withEpoch, RegimeWord.settingsEpoch(word)), hint);
            final long withStale = RegimeWord.withStale(word, stale);
            assertEquals(stale, RegimeWord.isStale(withStale), hint);
            assertEquals(word, RegimeWord.withStale(withStale, RegimeWord.isStale(word)), hint);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> RegimeWord.withState(0, 8, 0));
        assertThrows(IllegalArgumentException.class, () -> RegimeWord.state(0, -1));
        assertThrows(IllegalArgumentException.class, () -> RegimeWord.withState(0, 0, 16));
        assertTrue(RegimeWord.isStale(Long.MIN_VALUE));
    }
}
