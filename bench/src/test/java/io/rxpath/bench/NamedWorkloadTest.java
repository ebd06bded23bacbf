package io.rxpath.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class NamedWorkloadTest {
    private final List<NamedWorkload> all = NamedWorkload.all(Optional.empty());

    @Test
    void aQuickRunIsAskedEveryBar() {
        for (Bar bar : Bar.all()) {
            assertTrue(all.stream().filter(NamedWorkload::quick)
                    .anyMatch(each -> bar.workloads().test(each.lasting(1))), bar.title());
        }
    }

    @Test
    void theRatesAreWhatTheyAreNamedFor() {
        for (long thousands : new long[]{10, 100, 500}) {
            NamedWorkload rate = all.stream().filter(each -> each.name().equals("rate-" + thousands + "k"))
                    .findFirst().orElseThrow();
            assertEquals(1_000_000 / thousands, rate.traffic().meanGapNs());
            assertEquals(thousands + ",000 packets/s, deferral off", rate.lasting(1).title());
        }
    }
}
