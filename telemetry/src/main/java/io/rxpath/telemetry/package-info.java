/**
 * What the receive path says about itself. The words and the records on disk are in {@code event}, the way from the
 * poll thread to the disk and back in {@code journal}.
 */
package io.rxpath.telemetry;
