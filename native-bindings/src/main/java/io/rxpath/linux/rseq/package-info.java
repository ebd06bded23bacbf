/** Restartable sequences, used only to learn that the thread was taken off its processor. */
package io.rxpath.linux.rseq;
