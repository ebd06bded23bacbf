package io.rxpath.cli;

import io.rxpath.lab.Demo;
import io.rxpath.lab.DemoOptions;
import io.rxpath.lab.DemoProgress;
import io.rxpath.lab.capture.Capture;
import io.rxpath.lab.capture.CaptureReader;
import io.rxpath.lab.report.DemoResult;
import io.rxpath.lab.report.Finding;
import io.rxpath.lab.report.HtmlReport;
import io.rxpath.lab.report.JsonReport;
import io.rxpath.lab.report.PhaseResult;
import io.rxpath.lab.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rxpath demo}: the latency cliff, made and measured on this machine in under a minute. */
@Command(name = "demo", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Receives one feed in four ways in a laboratory of its own (a veth pair between two network namespaces), shows what each packet cost and why, and writes a report.")
final class DemoCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

    @Spec
    private CommandSpec spec;

    @Option(names = "--pcap", paramLabel = "FILE", description = "Replay this capture (pcap or pcapng, gzip too) instead of the made-up feeds.")
    private Path capture;

    @Option(names = "--output", paramLabel = "DIR", description = "Where the report and the journal go. Default: a new folder under rxpath-out.")
    private Path output;

    @Option(names = "--seconds", paramLabel = "N", description = "How long each phase receives the steady feed. Default: ${DEFAULT-VALUE}.")
    private double seconds = 5;

    @Option(names = "--json", description = "Print the results as JSON on stdout, the rest on stderr.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(seconds >= 0.5 && seconds <= 600)) {
            throw new ParameterException(spec.commandLine(), "--seconds takes a number from 0.5 to 600");
        }
        Capture replayed = capture == null ? null : CaptureReader.read(capture);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        Path folder = output != null
                ? output
                : Path.of("rxpath-out", "demo-" + LocalDateTime.now().format(STAMP));
        Files.createDirectories(folder);
        DemoOptions options = new DemoOptions(folder, replayed, seconds, seconds * 0.6, seconds * 1.6);
        DemoResult result = new Demo(options, new Progress(progress)).run();
        Path report = folder.resolve("report.html");
        HtmlReport.write(result, report);
        if (json) {
            out.println(JsonReport.of(result));
        } else {
            out.println(TextReport.of(result, Charset.defaultCharset()));
        }
        progress.println("Report: " + report.toAbsolutePath());
        return result.journal() != null && result.journal().ok() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private record Progress(PrintWriter out) implements DemoProgress {
        @Override
        public void machine(List<Finding> findings) {
            out.println(TextReport.of(findings, Charset.defaultCharset()));
            out.flush();
        }

        @Override
        public void step(String what) {
            out.println("... " + what);
            out.flush();
        }

        @Override
        public void phase(PhaseResult result) {
            // The report at the end shows it; the next step shows that it is over.
        }
    }
}
