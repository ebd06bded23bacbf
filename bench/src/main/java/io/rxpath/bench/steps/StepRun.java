package io.rxpath.bench.steps;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.rxpath.bench.BenchException;
import io.rxpath.linux.PinnedSteps;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures steps with JMH, round by round, each time in a JVM of its own with this one's flags. */
public final class StepRun {
    /** A step that hangs is given up. */
    private static final int TIMEOUT_SECONDS = 60;
    private static final OutputFormat SILENCE = OutputFormatFactory
            .createFormatInstance(new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);

    private final Effort effort;
    private final int cpu;
    private final Consumer<String> progress;

    /**
     * Creates it.
     *
     * @param cpu what the measuring threads are pinned to
     * @param progress told what happens
     */
    public StepRun(Effort effort, int cpu, Consumer<String> progress) {
        this.effort = effort;
        this.cpu = cpu;
        this.progress = progress;
    }

    /** Measures {@code wanted}, what they need beforehand, and the bare call that they are compared to. */
    public StepTable run(List<Step> wanted) {
        // JMH's lock is one for the whole machine, and of whoever made it first; bin/bench has one of its own.
        System.setProperty("jmh.ignoreLock", "true");
        Set<Step> steps = EnumSet.of(Step.BARE_CALL);
        steps.addAll(wanted);
        wanted.forEach(step -> step.preparation().ifPresent(steps::add));
        Map<Step, List<BenchmarkResult>> forks = new EnumMap<>(Step.class);
        Map<Step, String> absent = new EnumMap<>(Step.class);
        for (int round = 1; round <= effort.rounds(); round++) {
            for (Step step : steps) {
                if (absent.containsKey(step)) {
                    continue;
                }
                progress.accept("round " + round + " of " + effort.rounds() + ": " + step.title());
                try {
                    forks.computeIfAbsent(step, first -> new ArrayList<>()).addAll(fork(step));
                } catch (BenchException failed) {
                    absent.put(step, failed.getMessage());
                    forks.remove(step);
                }
            }
        }
        Map<Step, Cost> costs = new EnumMap<>(Step.class);
        forks.forEach((step, results) -> costs.put(step, Cost.of(results, step.packets())));
        return new StepTable(costs, absent);
    }

    private List<BenchmarkResult> fork(Step step) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(step.benchmark()) + "$").mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS).forks(1).warmupIterations(effort.warmUps())
                .warmupTime(TimeValue.milliseconds(effort.warmUpMs()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.iterationMs()))
                .timeout(TimeValue.seconds(TIMEOUT_SECONDS)).addProfiler(GCProfiler.class)
                .shouldFailOnError(true).jvmArgsAppend("-D" + PinnedSteps.CPU + "=" + cpu);
        step.parameters().forEach(options::param);
        try {
            List<BenchmarkResult> results = new ArrayList<>();
            for (RunResult result : new Runner(options.build(), SILENCE).run()) {
                results.addAll(result.getBenchmarkResults());
            }
            return results;
        } catch (RunnerException failed) {
            throw new BenchException(reason(failed), failed);
        }
    }

    /** What the measuring JVM failed of, which JMH hands over beside its own exceptions. */
    private static String reason(Throwable failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        Throwable first = cause.getSuppressed().length == 0 ? cause : cause.getSuppressed()[0];
        return first.getMessage() == null ? first.toString() : first.getMessage();
    }
}
