package io.rxpath.lab.soak;

/** Is told what a soak or a drill does while it does it. */
@FunctionalInterface
public interface SoakProgress {
    /** What happens, in a sentence without a full stop; on any thread, one at a time. */
    void step(String what);
}
