/** The {@code rxpath} command: options, printing, and exit codes. */
package io.rxpath.cli;
