/** Placeholder. */
package io.rxpath.telemetry;
