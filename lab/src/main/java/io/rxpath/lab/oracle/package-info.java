/**
 * The truth about who delivered each packet, from the kernel's own trace:
 * {@link io.rxpath.lab.oracle.TraceRecorder} records it in another process and
 * {@link io.rxpath.lab.oracle.Trace} holds one recording. Shares nothing with the receiver but the words.
 */
package io.rxpath.lab.oracle;
