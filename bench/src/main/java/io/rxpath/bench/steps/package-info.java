/**
 * Each step of the hot path by itself, measured with JMH. The benchmarks lie in src/jmh, each in the package of what it
 * measures.
 */
package io.rxpath.bench.steps;
