/**
 * Receives datagrams on one pinned thread and keeps the evidence of how each came: which receive call stamped it, and
 * when the thread was not on its CPU. It judges nothing; the words for a packet are chosen in {@code io.rxpath}.
 */
package io.rxpath.poller;
