/** What the kernel's trace file system tells about its tracepoints: their ids and the layout of their records. */
package io.rxpath.linux.tracing;
