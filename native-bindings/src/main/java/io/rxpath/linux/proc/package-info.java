/** Readers of {@code /proc} that a poll thread may use: opened once, read without allocation. */
package io.rxpath.linux.proc;
