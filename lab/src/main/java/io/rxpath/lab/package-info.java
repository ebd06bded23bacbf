/**
 * A receive path without a NIC, and what is done with it: a veth pair between two network namespaces, a sender process,
 * rivals for the receiver's core, and the demo that shows the latency cliff with them.
 */
package io.rxpath.lab;
