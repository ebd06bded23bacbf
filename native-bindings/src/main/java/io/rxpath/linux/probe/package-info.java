/** What this kernel and user may do, each answer with the value seen or the reason. */
package io.rxpath.linux.probe;
