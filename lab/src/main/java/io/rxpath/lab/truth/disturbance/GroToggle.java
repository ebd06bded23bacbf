package io.rxpath.lab.truth.disturbance;

import java.util.concurrent.locks.LockSupport;

import io.rxpath.lab.Laboratory;

/** Turns GRO of the receiver's device off and on again, so that the NAPI id changes under its socket. */
public final class GroToggle implements Disturbance {
    private static final long PAUSE_NS = 200_000_000;
    /** Off for long enough that packets come by the backlog. */
    private static final long OFF_NS = 2_000_000;

    @Override
    public Running start(Stage stage) {
        Running toggling = new Repeating("GRO toggle", stage.otherCpu(), PAUSE_NS, () -> {
            Laboratory.gro(false);
            LockSupport.parkNanos(OFF_NS);
            Laboratory.gro(true);
        });
        return () -> {
            try {
                toggling.close();
            } finally {
                Laboratory.gro(true);
            }
        };
    }
}
