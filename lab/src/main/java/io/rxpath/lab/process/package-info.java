/**
 * Helper processes of the laboratory from their parent's side: what the feed sender and the trace recorder have in
 * common.
 */
package io.rxpath.lab.process;
