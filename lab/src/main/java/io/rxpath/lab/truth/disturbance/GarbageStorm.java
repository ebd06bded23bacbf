package io.rxpath.lab.truth.disturbance;

import java.util.ArrayDeque;
import java.util.Deque;

/** Two threads that allocate and drop all the time, so that the collector stops the JVM again and again. */
public final class GarbageStorm implements Disturbance {
    private static final int BLOCK_BYTES = 32 << 10;
    /** Some of it lives for a while, or a collection would find nothing to copy. */
    private static final int KEPT_BLOCKS = 1_000;
    private static final long BREATH_NS = 50_000;

    @Override
    public Running start(Stage stage) {
        Running one = allocating(stage.otherCpu());
        Running other = allocating(stage.otherCpu());
        return () -> {
            try {
                one.close();
            } finally {
                other.close();
            }
        };
    }

    private static Running allocating(int cpu) {
        Deque<byte[]> kept = new ArrayDeque<>();
        return new Repeating("garbage", cpu, BREATH_NS, () -> {
            for (int i = 0; i < 16; i++) {
                kept.add(new byte[BLOCK_BYTES]);
            }
            while (kept.size() > KEPT_BLOCKS) {
                kept.remove();
            }
        });
    }
}
