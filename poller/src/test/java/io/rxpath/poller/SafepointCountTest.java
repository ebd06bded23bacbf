package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SafepointCountTest {
    @Test
    void aCollectionIsCounted() {
        SafepointCount count = SafepointCount.ofThisJvm();
        assertTrue(count.isKept(), "conf/jvm.flags opens the counters");
        long before = count.get();
        System.gc();
        assertTrue(count.get() > before);
    }
}
