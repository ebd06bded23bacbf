package io.rxpath.lab.soak;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a kill drill came to.
 *
 * @param version of rxpath
 * @param startedAt when the first receiver started
 * @param options what was asked for
 * @param seconds what it took
 * @param figures what was counted
 * @param findings what was lost, or is otherwise wrong, a sentence each; empty where all is well
 * @param kept where the journal is; null where it is gone
 */
public record KillDrillResult(String version, Instant startedAt, KillDrillOptions options, double seconds,
        KillFigures figures, List<String> findings, Path kept) {
    /** Copies the findings. */
    public KillDrillResult {
        findings = List.copyOf(findings);
    }

    /** Whether nothing that was appended is lost and every later run started. */
    public boolean ok() {
        return findings.isEmpty();
    }
}
