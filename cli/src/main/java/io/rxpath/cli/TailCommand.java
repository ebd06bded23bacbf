package io.rxpath.cli;

import io.rxpath.telemetry.journal.JournalReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rxpath tail JOURNAL}: the records of a journal, a line each. */
@Command(name = "tail", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Prints the records of a journal, a line each: starts of runs, packets, gaps, what is rare on a feed.")
final class TailCommand implements Callable<Integer> {
    private static final long PAUSE_MS = 100;
    private static final int LINES_BETWEEN_CHECKS = 1_000;

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
        "--last"}, paramLabel = "N", description = "Begin with the last N records that are there. Default: with the first.")
    private int last = Integer.MAX_VALUE;

    private long printed;

    @Override
    public Integer call() throws InterruptedException {
        if (limit < 1 || last < 0) {
            throw new ParameterException(spec.commandLine(),
                    "--limit takes a number from 1, --last one from 0");
        }
        final PrintWriter out = spec.commandLine().getOut();
        final RecordLine line = json ? new JsonRecordLine() : new TextRecordLine();
        try (JournalReader reader = JournalReader.open(folder)) {
            boolean more = printPresent(reader, line, out);
            while (more && follow) {
                out.flush();
                Thread.sleep(PAUSE_MS); // a queue cannot wake its reader
                more = !out.checkError() && printRest(reader, line, out);
            }
            out.flush();
            if (reader.unknownRecords() + reader.strayBytes() > 0) {
                spec.commandLine().getErr()
                        .println("rxpath: passed over " + reader.unknownRecords()
                                + " records that this version does not know and " + reader.strayBytes()
                                + " bytes that are no record; a newer rxpath may read them.");
            }
        }
        return ExitCode.OK;
    }

    /** Prints what the journal holds now; false where the limit or the end of the pipe is reached. */
    private boolean printPresent(JournalReader reader, RecordLine line, PrintWriter out) {
        if (last == Integer.MAX_VALUE) {
            return printRest(reader, line, out);
        }
        final ArrayDeque<String> latest = new ArrayDeque<>();
        while (reader.next()) {
            latest.addLast(line.of(reader));
            if (latest.size() > last) {
                latest.removeFirst();
            }
        }
        for (String text : latest) {
            if (!print(text, out)) {
                return false;
            }
        }
        return true;
    }

    private boolean printRest(JournalReader reader, RecordLine line, PrintWriter out) {
        while (reader.next()) {
            if (!print(line.of(reader), out)) {
                return false;
            }
        }
        return true;
    }

    /** Without println, which flushes each line. A closed pipe, as of {@code head}, ends it quietly. */
    private boolean print(String text, PrintWriter out) {
        out.print(text);
        out.print('\n');
        printed++;
        return printed < limit && (printed % LINES_BETWEEN_CHECKS != 0 || !out.checkError());
    }
}
