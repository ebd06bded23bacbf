package io.rxpath.lab.soak;

/**
 * The receiver process's memory at one moment.
 *
 * @param atSeconds since the receiver started
 * @param residentBytes VmRSS
 * @param anonymousBytes RssAnon: heap and native memory, no file of the journal in it
 * @param heapBytes the heap in use, garbage among it
 * @param mappedBytes of the journal's files that are mapped
 */
public record MemorySample(double atSeconds, long residentBytes, long anonymousBytes, long heapBytes,
        long mappedBytes) {
}
