/**
 * What a receiver is told: immutable records, their rules, and the reader of the HOCON file they come from. Nothing here
 * asks the network, a name service or a device; a configuration means the same on every machine.
 */
package io.rxpath.config;
