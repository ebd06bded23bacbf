/** Placeholder. */
package io.rxpath;
