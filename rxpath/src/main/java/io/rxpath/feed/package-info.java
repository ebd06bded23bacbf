/**
 * The feed behind the datagrams: the headers that say where each stands in its channel, what is missing of a channel,
 * and which of its lines brought each packet first.
 */
package io.rxpath.feed;
