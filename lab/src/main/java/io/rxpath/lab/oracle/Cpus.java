package io.rxpath.lab.oracle;

/** How many CPUs a trace speaks of. */
final class Cpus {
    private Cpus() {
    }

    /** One more than the highest number of a CPU. */
    static int of(Trace trace) {
        int highest = 0;
        for (int i = 0; i < trace.size(); i++) {
            highest = Math.max(highest, trace.cpu(i));
        }
        return highest + 1;
    }
}
