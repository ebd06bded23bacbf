package io.rxpath.linux;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Steps measured on one CPU: that of the property {@value #CPU}, where it is given. */
@State(Scope.Thread)
public abstract class PinnedSteps {
    /** The CPU's number. */
    public static final String CPU = "rxpath.steps.cpu";

    /** Keeps the measuring thread on its CPU. */
    @Setup(Level.Trial)
    public void pin() {
        Integer cpu = Integer.getInteger(CPU);
        if (cpu != null) {
            CpuAffinity.pin(cpu);
        }
    }
}
