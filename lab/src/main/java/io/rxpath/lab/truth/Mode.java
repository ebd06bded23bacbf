package io.rxpath.lab.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.rxpath.poller.EngineKind;

/**
 * An engine, with or without deferral.
 *
 * @param engine how the worker waits
 * @param deferral whether the device's softirq waits for a timer
 */
public record Mode(EngineKind engine, boolean deferral) {
    /** The engine's name and {@code defer} or {@code plain}. */
    public String id() {
        return engine.name().toLowerCase(Locale.ROOT) + (deferral ? "/defer" : "/plain");
    }

    /** Each engine, without deferral and with it. */
    static List<Mode> both(EngineKind... engines) {
        List<Mode> modes = new ArrayList<>();
        for (EngineKind engine : engines) {
            modes.add(new Mode(engine, false));
            modes.add(new Mode(engine, true));
        }
        return modes;
    }

    /** Each engine with deferral. */
    static List<Mode> deferred(EngineKind... engines) {
        return List.of(engines).stream().map(engine -> new Mode(engine, true)).toList();
    }

    /** Each engine without deferral. */
    static List<Mode> plain(EngineKind... engines) {
        return List.of(engines).stream().map(engine -> new Mode(engine, false)).toList();
    }
}
