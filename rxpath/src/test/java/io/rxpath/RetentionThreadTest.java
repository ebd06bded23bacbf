package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.rxpath.config.RetentionConfig;
import org.junit.jupiter.api.Test;

class RetentionThreadTest {
    private static final RetentionConfig WEEK = new RetentionConfig(TimeUnit.DAYS.toNanos(7), 0);
    private static final Path FOLDER = Path.of("journal");

    @Test
    void looksAtOnceAndCountsWhatWent() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        RetentionThread thread = new RetentionThread(FOLDER, WEEK, (folder, nowMs) -> {
            assertEquals(FOLDER, folder);
            looked.countDown();
            return new RetentionSweep.Swept(3, "desk");
        }, -1);
        thread.start();
        assertTrue(looked.await(20, TimeUnit.SECONDS));
        while (thread.status().sweeps() == 0) {
            Thread.sleep(1);
        }
        thread.close();
        assertEquals(3, thread.status().filesRemoved());
        assertEquals("desk", thread.status().heldBy());
        assertEquals(0, thread.status().failures());
        assertEquals(WEEK, thread.status().config());
    }

    @Test
    void whatGoesWrongIsCounted() {
        RetentionThread thread = new RetentionThread(FOLDER, WEEK, (folder, nowMs) -> {
            throw new IOException("not yours");
        }, -1);
        thread.turn();
        thread.turn();
        assertEquals(2, thread.status().failures());
        assertEquals("java.io.IOException: not yours", thread.status().lastFailure());
        assertEquals(0, thread.status().filesRemoved());
    }

    @Test
    void withoutALimitItNeverLooks() {
        RetentionThread thread = new RetentionThread(FOLDER, RetentionConfig.OFF, (folder, nowMs) -> {
            throw new AssertionError("it looked");
        }, -1);
        thread.start();
        thread.close();
        assertEquals(0, thread.status().sweeps());
    }
}
