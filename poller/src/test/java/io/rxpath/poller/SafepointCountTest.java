package io.rxpath.poller;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SafepointCountTest {
    @Test
    void aCollectionIsCounted() {
        SafepointCount count = SafepointCount.ofThisJvm();
        assertTrue(count.isKept(), "conf/jvm.flags opens the counters");
        long before = count.get();
        long time = count.endedTime();
        System.gc();
        assertTrue(count.get() > before);
        assertTrue(count.endedTime() > time);
    }
}
