package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalAudit;
import io.rxpath.telemetry.journal.JournalFinding;
import io.rxpath.telemetry.journal.RunSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath journal verify JOURNAL}: whether every packet is accounted for. */
@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Reads a whole journal and says whether each packet number of each run and worker is there once and in order, as a record or in a gap, and whether anything is damaged or unknown.",
    "Exits 1 where something is wrong."})
final class JournalVerifyCommand implements Callable<Integer> {
    private static final int MOST_FINDINGS = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--json", description = "Print a JSON object a line: each run, each finding, then the result.")
    private boolean json;

    private PrintWriter out;
    private long found;

    @Override
    public Integer call() {
        out = spec.commandLine().getOut();
        final JournalAudit audit = new JournalAudit(folder, this::print, this::print);
        final boolean sound = audit.run();
        if (json) {
            Json.print(out, object -> {
                object.writeStringField("type", "result");
                object.writeBooleanField("ok", sound);
                object.writeNumberField("findings", audit.findings());
                object.writeNumberField("runs", audit.runs());
                object.writeNumberField("records", audit.records());
            });
        } else {
            if (found > MOST_FINDINGS) {
                out.println("... and " + (found - MOST_FINDINGS) + " findings more");
            }
            out.println((sound ? "sound: " : "not sound, findings: " + audit.findings() + "; ") + audit.runs()
                    + " runs, " + audit.records() + " records");
        }
        return sound ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void print(JournalFinding finding) {
        found++;
        if (found > MOST_FINDINGS) {
            return;
        }
        if (json) {
            Json.print(out, object -> {
                object.writeStringField("type", "finding");
                if (finding.position() != null) {
                    object.writeStringField("run", "%016x".formatted(finding.runId()));
                    object.writeStringField("position", finding.position().toString());
                }
                object.writeStringField("finding", finding.sentence());
            });
        } else {
            out.println(finding.position() == null
                    ? finding.sentence()
                    : "run %016x at %s: %s".formatted(finding.runId(), finding.position(),
                            finding.sentence()));
        }
    }

    private void print(RunSummary run) {
        if (json) {
            Json.print(out, object -> {
                object.writeStringField("type", "run");
                RunLine.write(object, run);
                object.writeBooleanField("fromItsStart", run.fromItsStart());
            });
        } else {
            out.println(RunLine.of(run)
                    + (run.fromItsStart() ? "" : "; it may have begun in a file that was removed"));
        }
    }
}
