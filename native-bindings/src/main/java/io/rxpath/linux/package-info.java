/** Placeholder. */
package io.rxpath.linux;
