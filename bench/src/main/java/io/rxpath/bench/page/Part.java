package io.rxpath.bench.page;

import io.rxpath.bench.Outcome;
import io.rxpath.bench.Setup;

/**
 * One benchmark of a page or document, that of one engine.
 *
 * @param setup how it came about
 * @param outcome what it came to
 */
public record Part(Setup setup, Outcome outcome) {
}
