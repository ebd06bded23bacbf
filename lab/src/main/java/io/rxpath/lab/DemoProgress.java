package io.rxpath.lab;

import java.util.List;

import io.rxpath.lab.report.Finding;
import io.rxpath.lab.report.PhaseResult;

/** Is told what a demo does while it does it, on the demo's thread. */
public interface DemoProgress {
    /** What this kernel, user and device allow, before anything else. */
    void machine(List<Finding> findings);

    /** The next step begins. */
    void step(String what);

    /** A phase has ended. */
    void phase(PhaseResult result);
}
