package io.rxpath.bench;

/**
 * What a report says of how it came about.
 *
 * @param benchmark its name on the command line
 * @param title one line: what is compared
 * @param how one line: what all contenders have in common
 * @param receiverCpu the CPU of the receiving thread
 * @param rounds rounds of each workload
 * @param seconds how long a turn is sent to
 * @param seed what the order of turns follows from
 */
record Setup(String benchmark, String title, String how, int receiverCpu, int rounds, double seconds,
        long seed) {
}
