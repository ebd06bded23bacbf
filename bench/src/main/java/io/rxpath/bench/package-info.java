/**
 * Receivers side by side: each {@link io.rxpath.bench.Contender} gets the same feed over the laboratory's device, one
 * after the other in rounds, and is reported as a ratio to the first of the same rounds. {@code bin/bench} starts it.
 */
package io.rxpath.bench;
