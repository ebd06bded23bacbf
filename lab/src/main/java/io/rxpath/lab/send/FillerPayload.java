package io.rxpath.lab.send;

import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** The payload of generated feeds: the beginning of one seeded run of random bytes, whatever the length. */
final class FillerPayload {
    private final MemorySegment bytes;

    FillerPayload(int maxLength, long seed) {
        byte[] random = new byte[maxLength];
        new SplittableRandom(seed).nextBytes(random);
        bytes = MemorySegment.ofArray(random);
    }

    void copy(int length, MemorySegment target, long offset) {
        MemorySegment.copy(bytes, 0, target, offset, length);
    }
}
