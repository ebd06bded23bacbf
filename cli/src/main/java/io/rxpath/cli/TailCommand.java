package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalPosition;
import io.rxpath.telemetry.journal.JournalReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath tail JOURNAL}: the records of a journal, a line each. */
@Command(name = "tail", mixinStandardHelpOptions = true, versionProvider = Version.class, description = {
    "Prints the records of a journal, a line each: starts and ends of runs, packets, gaps, what is rare on a feed.",
    "With --branch, --cause, --socket or --worker starts of runs are left out. Gaps are not, but for other workers: what is missing may be what was asked for."})
final class TailCommand implements Callable<Integer> {
    private static final long PAUSE_MS = 100;
    private static final int LINES_BETWEEN_CHECKS = 1_000;
    private static final long COMMIT_NS = 1_000_000_000L;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's folder.")
    private Path folder;

    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "Print a JSON object a line.")
    private boolean json;

    @Option(names = "--limit", paramLabel = "N", description = "End after N lines.")
    private long limit = Long.MAX_VALUE;

    @Option(names = {"-n",
        "--last"}, paramLabel = "N", description = "Begin with the last N of the records asked for. Default: with the first.")
    private int last = Integer.MAX_VALUE;

    @Option(names = "--at", paramLabel = "INDEX", converter = PositionConverter.class, description = "Begin with this record: a position that --json printed.")
    private JournalPosition at;

    @Option(names = "--reader", paramLabel = "NAME", description = "Begin behind what was printed last under this name, and keep the place. rxpath removes no file that it has not passed. --at and --from move it, --last passes over what is older.")
    private String name;

    @Mixin
    private RecordFilter filter;

    private PrintWriter out;
    private RecordLine line;
    private long printed;
    private long read;
    private long committed = -1;
    private long committedNs = System.nanoTime();
    /** The first record that came too late for --to: a named reader goes on there. */
    private JournalPosition tooLate;

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1 || last < 0) {
            throw new ParameterException(spec.commandLine(),
                    "--limit takes a number from 1, --last one from 0");
        }
        if (at != null && filter.fromNs() != null) {
            throw new ParameterException(spec.commandLine(),
                    "--at and --from both say where to begin: give one of them");
        }
        out = spec.commandLine().getOut();
        line = json ? new JsonRecordLine() : new TextRecordLine();
        try (JournalReader reader = name == null
                ? JournalReader.open(folder)
                : JournalReader.open(folder, name)) {
            begin(reader);
            boolean more = print(reader);
            commit(reader);
            while (more && follow) {
                Thread.sleep(PAUSE_MS); // a queue cannot wake its reader
                more = !out.checkError() && print(reader);
                commit(reader);
            }
            if (tooLate != null) {
                reader.moveTo(tooLate);
                tooLate = null;
                read++;
                commit(reader);
            }
            new TailNotes(spec.commandLine().getErr()).print(reader, filter);
        }
        return ExitCode.OK;
    }

    private void begin(JournalReader reader) {
        if (at != null && !reader.moveTo(at)) {
            spec.commandLine().getErr()
                    .println("rxpath: there is no record " + at
                            + " in the journal: it was removed, or is not yet written; this goes on at "
                            + reader.position() + ".");
        }
        if (filter.fromNs() != null) {
            reader.moveToTime(filter.fromNs());
        }
        if (last != Integer.MAX_VALUE) {
            moveToLast(reader);
        }
    }

    /** Looks where the last records lie, so that only they are made into lines. */
    private void moveToLast(JournalReader reader) {
        final ArrayDeque<JournalPosition> latest = new ArrayDeque<>();
        while (reader.next() && !filter.isOver(reader)) {
            if (last > 0 && filter.accepts(reader)) {
                if (latest.size() == last) {
                    latest.removeFirst();
                }
                latest.addLast(reader.position());
            }
        }
        if (!latest.isEmpty()) {
            reader.moveTo(latest.getFirst());
        }
    }

    /** Prints what the journal holds now; false where the limit, the time or the end of the pipe is reached. */
    private boolean print(JournalReader reader) {
        while (reader.next()) {
            read++;
            if (filter.isLate(reader) && tooLate == null) {
                tooLate = reader.position();
            }
            if (filter.isOver(reader)) {
                return false;
            }
            if (filter.accepts(reader) && !print(line.of(reader), reader)) {
                return false;
            }
        }
        return true;
    }

    /** Without println, which flushes each line. A closed pipe, as of {@code head}, ends it quietly. */
    private boolean print(String text, JournalReader reader) {
        out.print(text);
        out.print('\n');
        printed++;
        if (printed < limit && printed % LINES_BETWEEN_CHECKS == 0
                && System.nanoTime() - committedNs > COMMIT_NS) {
            commit(reader);
        }
        return printed < limit && (printed % LINES_BETWEEN_CHECKS != 0 || !out.checkError());
    }

    /** Keeps the place of a named reader, once its lines have gone out. */
    private void commit(JournalReader reader) {
        out.flush();
        committedNs = System.nanoTime();
        if (name != null && tooLate == null && read != committed && !out.checkError()) {
            reader.commit();
            committed = read;
        }
    }
}
