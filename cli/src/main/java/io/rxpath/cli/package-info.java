/** Placeholder. */
package io.rxpath.cli;
