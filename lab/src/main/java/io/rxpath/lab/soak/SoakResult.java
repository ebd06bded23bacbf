package io.rxpath.lab.soak;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a soak came to.
 *
 * @param version of rxpath
 * @param startedAt when the receiver started
 * @param options what was asked for
 * @param line how the packets came, in words
 * @param seconds from the receiver's start to its stop
 * @param traffic what was sent, and what became of it before the journal
 * @param journal what the journal holds, counted afterwards
 * @param load what it cost
 * @param readers what the readers saw
 * @param findings what was lost without a word, or is otherwise wrong, a sentence each; empty where all is well
 * @param kept where the journal is; null where it is gone
 */
public record SoakResult(String version, Instant startedAt, SoakOptions options, String line, double seconds,
        SoakTraffic traffic, JournalFigures journal, SoakLoad load, ReaderFigures readers,
        List<String> findings, Path kept) {
    /** Copies the findings. */
    public SoakResult {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was lost without a word. */
    public boolean ok() {
        return findings.isEmpty();
    }
}
