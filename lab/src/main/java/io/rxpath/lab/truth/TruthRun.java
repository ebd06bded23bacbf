package io.rxpath.lab.truth;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.rxpath.Version;
import io.rxpath.lab.CpuPlan;
import io.rxpath.lab.LabException;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.truth.Scenario.Trait;
import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.TruthResult;
import io.rxpath.lab.truth.result.Verdict;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;

/**
 * The branch-truth experiment: each cell's labels held against the kernel's own trace.
 */
public final class TruthRun {
    private static final long LIFE_SECONDS = 12 * 3_600;

    private final TruthOptions options;
    private final TruthProgress progress;
    private final LabelFault fault;

    /**
     * Creates the run.
     *
     * @param options what to do
     * @param progress told what happens
     * @param fault what becomes of the labels before they are judged; {@link LabelFault#NONE} but in a self-test
     */
    public TruthRun(TruthOptions options, TruthProgress progress, LabelFault fault) {
        this.options = options;
        this.progress = progress;
        this.fault = fault;
    }

    /**
     * Runs all cells; moves the calling thread into a network namespace of its own for good.
     *
     * @throws IllegalArgumentException as {@link #cells}
     * @throws LabException where the laboratory or the recorder cannot be had
     * @throws LinuxException where this user may not
     */
    public TruthResult run() {
        List<Cell> cells = cells(options);
        BitSet allowed = CpuAffinity.allowed();
        refusal(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(), allowed.cardinality())
                .ifPresent(refused -> {
                    throw refused;
                });
        CellStore store = new CellStore(options.output(), options.resume());
        // Before the look at the CPUs, which sees whoever is at work on them.
        Laboratory.Reservation reserved = Laboratory.reserve(progress::note);
        try {
            return run(cells, store, allowed);
        } finally {
            reserved.close();
        }
    }

    private TruthResult run(List<Cell> cells, CellStore store, BitSet allowed) {
        CpuPlan cpus = CpuPlan.of(allowed);
        // The JVM's own threads would otherwise run on the receiver's core, too.
        CpuAffinity.confineProcess(cpus.others(allowed));
        try (Laboratory laboratory = Laboratory.open(LIFE_SECONDS, progress::note);
                Oracle oracle = KernelOracle.open(LIFE_SECONDS,
                        options.packets() ? options.output() : null)) {
            CellRunner runner = new CellRunner(new Bench(laboratory, cpus), oracle, fault);
            return new TruthResult(Version.current(), machine(allowed, cpus),
                    runAll(cells, runner, store, allowed));
        } finally {
            CpuAffinity.confineProcess(allowed);
        }
    }

    private List<CellResult> runAll(List<Cell> cells, CellRunner runner, CellStore store, BitSet allowed) {
        List<CellResult> results = new ArrayList<>();
        for (Cell cell : cells) {
            CellResult result = store.kept(cell.id());
            if (result == null) {
                progress.cell(cell.id(), results.size() + 1, cells.size());
                Optional<String> skip = skipped(cell.scenario(), allowed.cardinality());
                result = skip.isPresent()
                        ? CellResult.without(cell.id(), cell.scenario().name(),
                                cell.witness().name().toLowerCase(Locale.ROOT), Verdict.SKIPPED, skip.get())
                        : runner.run(cell);
                store.add(result);
                progress.result(result);
            }
            results.add(result);
        }
        store.table(results);
        return results;
    }

    /**
     * The cells that options ask for.
     *
     * @throws IllegalArgumentException with a sentence where they ask for none, or for a scenario that there is not
     */
    public static List<Cell> cells(TruthOptions options) {
        return CellSelection.of(Scenarios.all(options.capture()), options);
    }

    /** Why the experiment cannot be done here. */
    static Optional<RuntimeException> refusal(boolean root, int cpus) {
        if (!root) {
            return Optional.of(new LinuxException("rxpath truth", Errno.EPERM.number(),
                    "the oracle records the kernel's own trace, which only root outside of user namespaces may:"
                            + " run it with sudo"));
        }
        return cpus >= 2
                ? Optional.empty()
                : Optional.of(new LabException(
                        "this process may use only one CPU, and receiver and sender need one each: widen its mask",
                        null));
    }

    private Optional<String> skipped(Scenario scenario, int cpus) {
        if (scenario.has(Trait.THREE_CPUS) && cpus < 3) {
            return Optional.of("it needs three CPUs, and this process may use " + cpus);
        }
        if (scenario.has(Trait.CAPTURE) && options.capture() == null) {
            return Optional.of("no capture is named: give one by --pcap");
        }
        if (scenario.has(Trait.CAPTURE) && !Files.isReadable(options.capture())) {
            return Optional.of("there is no capture at " + options.capture() + " that can be read");
        }
        return Optional.empty();
    }

    static String machine(BitSet allowed, CpuPlan cpus) {
        String kernel = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return kernel + ", CPUs " + allowed + ", the receiver on CPU " + cpus.receiver() + ", Java "
                + System.getProperty("java.version") + (cpus.caveat().isEmpty() ? "" : "; " + cpus.caveat());
    }
}
