/** Placeholder. */
package io.rxpath.poller;
