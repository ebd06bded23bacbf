package io.rxpath.telemetry.event;

/**
 * The current regimes in one long, so that one plain read gives a packet a consistent view of all of them.
 *
 * <table>
 * <caption>Bits</caption>
 * <tr><th>bits</th><th>meaning</th></tr>
 * <tr><td>0..31</td><td>eight slots of four bits, slot 0 lowest; one regime machine each, four reserved</td></tr>
 * <tr><td>32..62</td><td>the low 31 bits of the settings epoch</td></tr>
 * <tr><td>63</td><td>stale: the regimes have not been renewed in time</td></tr>
 * </table>
 *
 * A slot of 0 is NOT_OBSERVED, and so is the word 0 as a whole. A slot may hold a state that the reader does not
 * know. All methods are pure and allocate nothing.
 */
public final class RegimeWord {
    /** Nothing has been observed: the whole word, and a slot's state. */
    public static final int NOT_OBSERVED = 0;
    /** How many slots a word has. */
    public static final int SLOTS = 8;
    /** The largest state of a slot. */
    public static final int MAX_STATE = 15;
    /** The largest settings epoch that a word can say; larger ones are cut to their low 31 bits. */
    public static final int MAX_SETTINGS_EPOCH = Integer.MAX_VALUE;

    private static final int EPOCH_SHIFT = 32;
    private static final long STALE = 1L << 63;
    private static final long EPOCH_MASK = (long) MAX_SETTINGS_EPOCH << EPOCH_SHIFT;

    private RegimeWord() {
    }

    /**
     * The state in a slot.
     *
     * @param slot 0 to 7
     * @return 0 to 15, possibly a state that this version does not know; 0 is {@link #NOT_OBSERVED}
     */
    public static int state(long word, int slot) {
        return (int) (word >>> shift(slot)) & MAX_STATE;
    }

    /**
     * The word with another state in a slot.
     *
     * @param slot 0 to 7
     * @param state 0 to 15
     */
    public static long withState(long word, int slot, int state) {
        if (state < 0 || state > MAX_STATE) {
            throw new IllegalArgumentException("A regime state is 0 to 15, not " + state + ".");
        }
        final int shift = shift(slot);
        return word & ~((long) MAX_STATE << shift) | (long) state << shift;
    }

    /** The settings epoch, 0 to {@link #MAX_SETTINGS_EPOCH}. */
    public static int settingsEpoch(long word) {
        return (int) ((word & EPOCH_MASK) >>> EPOCH_SHIFT);
    }

    /** The word with another settings epoch, of which it keeps the low 31 bits. */
    public static long withSettingsEpoch(long word, int settingsEpoch) {
        return word & ~EPOCH_MASK | (long) settingsEpoch << EPOCH_SHIFT & EPOCH_MASK;
    }

    /** Whether the regimes have not been renewed in time. */
    public static boolean isStale(long word) {
        return word < 0;
    }

    /** The word with the stale bit set or cleared. */
    public static long withStale(long word, boolean stale) {
        return stale ? word | STALE : word & ~STALE;
    }

    private static int shift(int slot) {
        if (slot < 0 || slot >= SLOTS) {
            throw new IllegalArgumentException("A regime slot is 0 to 7, not " + slot + ".");
        }
        return slot << 2;
    }
}
