package io.rxpath.feed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What has been counted of a channel, or of one of its lines by itself. Written by the poll thread alone; read by any,
 * each figure by itself without tearing.
 */
public final class FeedCounters {
    /** A figure. */
    public enum Counter {
        /** Datagrams with a header of the framing. */
        PACKETS,
        /** Datagrams without. */
        NOT_HEADERS,
        /** Packets that brought a message which the channel, or the line, had not brought before. */
        UNIQUE,
        /** Of a line: packets that brought a message which no line of the channel had brought before. */
        FIRST,
        /** Messages, or packets where the framing numbers those, without their duplicates. */
        MESSAGES,
        /** Packets that brought nothing new. */
        DUPLICATES,
        /** Packets that brought messages after later ones. */
        LATE,
        /** Packets from before all that is remembered. */
        FORGOTTEN,
        /** Packets without a message, which only say what the next number is; ends of sessions among them. */
        HEARTBEATS,
        /** New numberings, the first one apart. */
        RESETS,
        /** Runs of messages that were called missing. */
        GAPS,
        /** Messages of those runs. */
        MISSING,
        /** Messages of those runs that came after all. */
        FILLED,
        /** Messages skipped so far that are not called missing yet: a line may still bring them. */
        OPEN
    }

    private static final int PAD = 16;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[Counter.values().length + 2 * PAD];

    FeedCounters() {
    }

    /** Adds to a figure; by the poll thread; returns what it is now. */
    long add(Counter counter, long amount) {
        int index = PAD + counter.ordinal();
        long value = values[index] + amount;
        ELEMENT.setOpaque(values, index, value);
        return value;
    }

    /** The figure now; by any thread. */
    public long get(Counter counter) {
        return (long) ELEMENT.getOpaque(values, PAD + counter.ordinal());
    }
}
