package io.rxpath.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rxpath.telemetry.journal.JournalFile;
import io.rxpath.telemetry.journal.Retention;
import io.rxpath.telemetry.journal.RetentionPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath journal prune JOURNAL}: the oldest files go. */
@Command(name = "prune", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Removes the oldest files of a journal, also while it is being written.",
    "The newest file stays, and each that a named reader has not passed."})
final class JournalPruneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's folder.")
    private Path folder;

    @Option(names = "--older-than", paramLabel = "AGE", converter = AgeConverter.class, description = "Files whose time ended this long ago (s, min, h or d), for example 7d.")
    private long maxAgeNs = Retention.UNLIMITED;

    @Option(names = "--max-size", paramLabel = "SIZE", converter = BytesConverter.class, description = "The oldest files, until all take no more than this, for example 10GiB.")
    private long maxBytes = Retention.UNLIMITED;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object: what is removed and kept, with bytes and reasons.")
    private boolean json;

    @Override
    public Integer call() {
        if (maxAgeNs == Retention.UNLIMITED && maxBytes == Retention.UNLIMITED) {
            throw new ParameterException(spec.commandLine(),
                    "what is to go is missing: give --older-than, --max-size or both");
        }
        final Retention retention = new Retention(maxAgeNs, maxBytes);
        final RetentionPlan plan = retention.plan(folder, System.currentTimeMillis());
        final List<JournalFile> removed = dryRun
                ? plan.removals().stream().map(RetentionPlan.Removal::file).toList()
                : retention.apply(plan);
        final PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json.print(out, object -> write(object, plan, new HashSet<>(removed)));
        } else {
            print(out, plan, new HashSet<>(removed));
        }
        return ExitCode.OK;
    }

    private void print(PrintWriter out, RetentionPlan plan, Set<JournalFile> removed) {
        for (RetentionPlan.Removal it : plan.removals()) {
            out.println((removed.contains(it.file()) ? dryRun ? "would remove " : "removed " : "left ")
                    + it.file().name() + ", " + it.file().bytes() + " bytes: "
                    + (removed.contains(it.file())
                            ? it.reason()
                            : "a reader went back to it, or it was gone"));
        }
        for (RetentionPlan.Kept it : plan.kept()) {
            if (it.wanted()) {
                out.println("kept " + it.file().name() + ", " + it.file().bytes() + " bytes: " + it.reason());
            }
        }
        out.println((dryRun ? "would remove " : "removed ") + removed.size() + " files with "
                + removed.stream().mapToLong(JournalFile::bytes).sum() + " bytes, kept " + plan.kept().size()
                + " with " + plan.keptBytes() + " bytes");
    }

    private void write(JsonGenerator json, RetentionPlan plan, Set<JournalFile> removed) throws IOException {
        json.writeStringField("journal", folder.toString());
        json.writeBooleanField("dryRun", dryRun);
        json.writeNumberField("removedBytes", removed.stream().mapToLong(JournalFile::bytes).sum());
        json.writeNumberField("keptBytes", plan.keptBytes());
        json.writeStringField("blockingReader", plan.blockingReader());
        json.writeNumberField("blockingSilentMs", plan.blockingSilentMs());
        json.writeArrayFieldStart("removed");
        for (RetentionPlan.Removal it : plan.removals()) {
            if (removed.contains(it.file())) {
                file(json, it.file(), it.reason());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("kept");
        for (RetentionPlan.Kept it : plan.kept()) {
            file(json, it.file(), it.reason());
            json.writeBooleanField("wanted", it.wanted());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void file(JsonGenerator json, JournalFile file, String reason) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", file.name());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField("reason", reason);
    }
}
