/**
 * The embeddable receiver: opened from a configuration, it hands every datagram to the feed handler with a tag that
 * says who delivered it and where its time went, and publishes an event for the journal. No command line, no
 * laboratory.
 */
package io.rxpath;
