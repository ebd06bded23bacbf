/** What a worker has counted and measured, written by its poll thread alone and read by any other. */
package io.rxpath.telemetry.counter;
