package io.rxpath.lab.truth.disturbance;

import io.rxpath.lab.Laboratory;

/** RPS: every packet of the receiver's device is handed to the backlog of the other CPU. */
public final class PacketSteering implements Disturbance {
    @Override
    public Running start(Stage stage) {
        Laboratory.steerPackets(1 << stage.otherCpu());
        return () -> Laboratory.steerPackets(0);
    }
}
