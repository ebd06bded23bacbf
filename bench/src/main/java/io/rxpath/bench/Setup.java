package io.rxpath.bench;

/**
 * What a report says of how it came about.
 *
 * @param benchmark its name on the command line
 * @param title one line: what is compared
 * @param how one line: what all contenders have in common
 * @param machine on which CPUs, and what the receiver's was like meanwhile
 * @param rounds rounds of each workload
 * @param seconds how long a turn is sent to
 * @param seed what the order of turns follows from
 */
public record Setup(String benchmark, String title, String how, String machine, int rounds, double seconds,
        long seed) {
}
