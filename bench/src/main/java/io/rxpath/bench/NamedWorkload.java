package io.rxpath.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A workload of the floor benchmark and what it is asked for by.
 *
 * @param name of the command line
 * @param traffic the feed
 * @param deferral of the device's interrupts
 * @param quick whether a quick run has it, too
 */
record NamedWorkload(String name, Traffic traffic, Deferral deferral, boolean quick) {
    private static final long US = 1_000;
    private static final String CAPTURE = "capture";

    /** All of them; the capture's only where there is one. */
    static List<NamedWorkload> all(Optional<Path> capture) {
        Traffic often = Traffic.steady(20 * US, 20 * US);
        Traffic seldom = Traffic.steady(200 * US, 200 * US);
        List<NamedWorkload> all = new ArrayList<>();
        all.add(new NamedWorkload("steady-20us", often, Deferral.OFF, false));
        all.add(new NamedWorkload("steady-200us", seldom, Deferral.OFF, true));
        all.add(new NamedWorkload("bursts", Traffic.bursts(), Deferral.OFF, false));
        capture.ifPresent(
                file -> all.add(new NamedWorkload(CAPTURE, Traffic.capture(file), Deferral.OFF, true)));
        all.add(new NamedWorkload("drain", Traffic.drain(), Deferral.OFF, true));
        all.add(new NamedWorkload("rate-10k", Traffic.rate(10_000), Deferral.OFF, false));
        all.add(new NamedWorkload("rate-100k", Traffic.rate(100_000), Deferral.OFF, false));
        all.add(new NamedWorkload("rate-500k", Traffic.rate(500_000), Deferral.OFF, false));
        all.add(new NamedWorkload("moderated-20us", seldom, Deferral.after(20 * US), false));
        all.add(new NamedWorkload("moderated-50us", seldom, Deferral.after(50 * US), true));
        return all;
    }

    /** The names there can be, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all(Optional.of(Path.of(CAPTURE))).stream().map(NamedWorkload::name).iterator();
        }
    }

    Workload lasting(double seconds) {
        return new Workload(traffic, seconds, deferral);
    }
}
