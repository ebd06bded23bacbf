package io.rxpath.lab.truth.disturbance;

import io.rxpath.lab.Rival;

/** A thread of the same priority that wants the receiver's CPU all the time. */
public final class SpinningRival implements Disturbance {
    @Override
    public Running start(Stage stage) {
        Rival rival = new Rival(stage.receiverCpu());
        return rival::close;
    }
}
