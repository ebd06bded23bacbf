/** What the kernel's performance events tell a thread about itself, read from mapped memory. */
package io.rxpath.linux.perf;
