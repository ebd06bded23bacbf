/**
 * The words of the branch model and the records that carry them. Values on disk are explicit codes, never ordinals;
 * every reader survives codes that it does not know.
 */
package io.rxpath.telemetry.event;
