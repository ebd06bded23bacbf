package io.rxpath.lab;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Waits for the laboratories of other processes before a test, whose time limit does not count that. */
public final class AloneOnTheMachine implements BeforeEachCallback, AfterEachCallback {
    private Laboratory.Reservation machine;

    @Override
    public void beforeEach(ExtensionContext test) {
        machine = Laboratory.reserve(System.err::println);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (machine != null) {
            machine.close();
        }
    }
}
