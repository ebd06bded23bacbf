/**
 * The way of a record from the poll thread to the disk and back: a single-producer ring, the agent of the journal
 * thread that writes a Chronicle Queue, and the reader.
 */
package io.rxpath.telemetry.journal;
