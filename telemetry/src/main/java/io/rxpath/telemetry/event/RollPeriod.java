package io.rxpath.telemetry.event;

import java.util.Locale;

/** How much time a file of a journal holds, in UTC. One byte on disk. */
public enum RollPeriod {
    /** A period that this version does not know. */
    UNKNOWN(0),
    /** A day. */
    DAILY(1),
    /** An hour. */
    HOURLY(2),
    /** Ten minutes. */
    TEN_MINUTELY(3),
    /** A minute. */
    MINUTELY(4);

    private static final RollPeriod[] OF_CODE = {UNKNOWN, DAILY, HOURLY, TEN_MINUTELY, MINUTELY};

    private final int code;

    RollPeriod(int code) {
        this.code = code;
    }

    /** The code on disk, 0 to 255. */
    public int code() {
        return code;
    }

    /** The period of a code; {@link #UNKNOWN} for a code that this version does not know. Allocates nothing. */
    public static RollPeriod of(int code) {
        return code >= 0 && code < OF_CODE.length ? OF_CODE[code] : UNKNOWN;
    }

    /** As the configuration and reports spell it: {@code ten-minutely}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
