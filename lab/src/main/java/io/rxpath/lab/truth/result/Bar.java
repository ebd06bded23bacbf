package io.rxpath.lab.truth.result;

/**
 * One bar and how a cell stands to it.
 *
 * @param name what is measured, in a few words
 * @param value what it came to, a share of 1
 * @param limit the bar, a share of 1
 * @param least whether the value must reach the limit; else it must not exceed it
 * @param packets of how many packets the value is a share
 */
public record Bar(String name, double value, double limit, boolean least, long packets) {
    /** Whether it is met; a share of no packets meets every bar. */
    public boolean met() {
        return packets == 0 || (least ? value >= limit : value <= limit);
    }
}
