package io.rxpath.cli;

import io.rxpath.lab.soak.SoakProgress;
import java.io.PrintWriter;

/** Prints what a soak or a drill does while it does it. */
record SoakNotes(PrintWriter err) implements SoakProgress {
    @Override
    public void step(String what) {
        err.println("... " + what);
        err.flush();
    }
}
