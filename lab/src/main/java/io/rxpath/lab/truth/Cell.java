package io.rxpath.lab.truth;

import java.util.Locale;

import io.rxpath.poller.WitnessLevel;

/**
 * One run of a scenario.
 *
 * @param scenario what is done
 * @param mode the engine, and whether deferral is on
 * @param witness what the receiver reads of the kernel's records
 * @param repeat which repeat, from 1
 * @param quick whether it is cut short
 */
public record Cell(Scenario scenario, Mode mode, WitnessLevel witness, int repeat, boolean quick) {
    /** What {@code --scenario} is held against: scenario, engine, deferral. */
    public String name() {
        return scenario.name() + "/" + mode.id();
    }

    /** Its name, witness level and repeat: the same in each run of the same selection. */
    public String id() {
        return name() + "/" + witness.name().toLowerCase(Locale.ROOT) + "/" + repeat;
    }

    /** How many packets are sent. */
    public long packets() {
        return quick ? scenario.feed().quickPackets() : scenario.feed().packets();
    }
}
