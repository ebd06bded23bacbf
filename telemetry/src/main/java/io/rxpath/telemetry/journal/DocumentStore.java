package io.rxpath.telemetry.journal;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * Where the journal thread puts documents: bytes that are appended as a whole and in order. Used by one thread at a
 * time. The seam between the agent's duty cycle and Chronicle Queue.
 */
interface DocumentStore extends AutoCloseable {
    /** The bytes of the next document, at least a batch of records; the same from open to close. */
    UnsafeBuffer staging();

    /** Appends the first {@code length} bytes of {@link #staging()} as one document. May throw anything. */
    void append(int length);

    /**
     * Begins anew after a failed append. May throw anything; then it can be called again.
     *
     * @param length of the document whose append failed and which is still in {@link #staging()}, 0 for none
     * @return whether that document has in fact been appended
     */
    boolean recover(int length);

    /** Forces what has been appended to the disk, and returns when it is there. May throw anything. */
    void sync();

    /** Bytes that can still be written before the reserve is touched; below zero when it is. */
    long freeBytes();

    /** Closes without throwing. */
    @Override
    void close();
}
