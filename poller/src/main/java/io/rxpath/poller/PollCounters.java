package io.rxpath.poller;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one poll thread has counted. Written by that thread alone; read by any, each figure by itself without tearing.
 */
public final class PollCounters {
    /** A figure. */
    public enum Counter {
        /** Receive calls. */
        TURNS,
        /** Datagrams received. */
        PACKETS,
        /** Payload bytes received. */
        BYTES,
        /** Datagrams dropped by the kernel because the socket's queue was full. */
        SOCKET_DROPS,
        /** Opportunities: armed calls that found the queue empty. */
        OPPORTUNITIES,
        /** Opportunities that ended with packets of our own poll. */
        HITS,
        /** Packets of the calls that were hits. */
        HIT_PACKETS,
        /** Opportunities that ended with packets somebody else delivered. */
        FALLBACKS,
        /** Opportunities whose window ran out. */
        EXPIRED,
        /** Opportunities that ended with packets of which nobody can say who delivered them. */
        UNDECIDED,
        /** Time spent polling in decided opportunities, ns. */
        SPIN_NS,
        /** Time spent polling in undecided opportunities, ns. */
        UNDECIDED_SPIN_NS,
        /** The part of the spin time that was no useful wait of a hit, ns. */
        WASTE_NS,
        /** Intervals off the CPU against the thread's will. */
        PREEMPTIONS,
        /** Other intervals off the CPU. */
        SLEEPS,
        /** Calls in which the thread lost its CPU at a time that is not known. */
        UNTIMED_SWITCHES,
        /** Times the realtime clock was seen to have been set. */
        CLOCK_STEPS
    }

    private static final int PAD = 16;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[Counter.values().length + 2 * PAD];

    /** Adds to a figure; by the poll thread. */
    void add(Counter counter, long amount) {
        int index = PAD + counter.ordinal();
        ELEMENT.setOpaque(values, index, values[index] + amount);
    }

    /** Sets a figure that the kernel counts; by the poll thread. */
    void set(Counter counter, long value) {
        ELEMENT.setOpaque(values, PAD + counter.ordinal(), value);
    }

    /** The figure now; by any thread. */
    public long get(Counter counter) {
        return (long) ELEMENT.getOpaque(values, PAD + counter.ordinal());
    }
}
