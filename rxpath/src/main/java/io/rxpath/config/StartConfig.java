package io.rxpath.config;

/**
 * How a receiver starts.
 *
 * @param rehearseNs the most time, in nanoseconds, that it may spend on running its packet path on datagrams of its own
 *     before it opens its sockets, so that the first packets meet compiled code; 10 ms to 60 s, or 0 for no rehearsal.
 *     It ends as soon as the path gets no faster
 */
public record StartConfig(long rehearseNs) {
    /** Up to 2 s of rehearsal. */
    public static final StartConfig DEFAULT = new StartConfig(2_000_000_000);
    /** No rehearsal. */
    public static final StartConfig UNREHEARSED = new StartConfig(0);
}
