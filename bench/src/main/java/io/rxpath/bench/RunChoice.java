package io.rxpath.bench;

import java.util.List;
import java.util.Locale;

import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a user wants a benchmark run; without the options, as its command does it. */
final class RunChoice {
    /** What a turn takes at most besides. */
    private static final int OVERHEAD_SECONDS = 2;
    private static final long MOST_WINDOW_USECS = PollEngine.MAX_WINDOW_NS / 1_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--engine", paramLabel = "ENGINE", description = "How the receivers wait: blocking, spinning or epoll; may be repeated. Default: ${DEFAULT-VALUE}.")
    private List<EngineKind> engines;

    @Option(names = "--window", paramLabel = "USECS", description = "Their busy-poll window in microseconds. Default: ${DEFAULT-VALUE}.")
    private int windowUsecs = 5_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each workload; in a round every contender has one turn. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "How long a turn is measured, after 0.7 s of warm-up. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--seed", paramLabel = "N", description = "What the order of turns follows from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /** What a command does without the options. */
    RunChoice(List<EngineKind> engines, int rounds, double seconds) {
        this.engines = engines;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /**
     * Refuses what cannot be; before anything is opened.
     *
     * @throws ParameterException with what may be
     */
    void check() {
        refuse(engines.contains(EngineKind.INTERRUPT),
                "--engine interrupt never polls: take blocking, spinning or epoll");
        refuse(windowUsecs < 1 || windowUsecs > MOST_WINDOW_USECS,
                "--window takes microseconds from 1 to " + MOST_WINDOW_USECS);
        refuse(rounds < 1 || rounds > 1_000, "--rounds takes a number from 1 to 1000");
        refuse(!(seconds >= 0.1 && seconds <= 600), "--seconds takes a number from 0.1 to 600");
    }

    private void refuse(boolean wrong, String sentence) {
        if (wrong) {
            throw new ParameterException(command.commandLine(), sentence);
        }
    }

    /** The same with other turns. */
    RunChoice with(int otherRounds, double otherSeconds) {
        RunChoice other = new RunChoice(engines, otherRounds, otherSeconds);
        other.windowUsecs = windowUsecs;
        other.seed = seed;
        return other;
    }

    /**
     * After how long it has certainly ended, seconds.
     *
     * @param contenders of all engines together
     * @param workloads of each engine
     */
    long lifeSeconds(int contenders, int workloads) {
        double turns = (contenders + engines.size()) * (WarmUp.MOST_TURNS + (double) rounds * workloads);
        return 120 + (long) (2 * turns * (Workload.WARM_UP_SECONDS + seconds + OVERHEAD_SECONDS));
    }

    /** What the command line calls an engine. */
    static String name(EngineKind engine) {
        return engine.name().toLowerCase(Locale.ROOT);
    }

    List<EngineKind> engines() {
        return engines;
    }

    int windowUsecs() {
        return windowUsecs;
    }

    int rounds() {
        return rounds;
    }

    double seconds() {
        return seconds;
    }

    long seed() {
        return seed;
    }
}
