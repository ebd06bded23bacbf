/** Placeholder. */
package io.rxpath.lab;
