package io.rxpath.bench;

import java.util.BitSet;

import io.rxpath.lab.CpuPlan;
import picocli.CommandLine.Option;

/** The CPUs that a user asks for; without the options, those that the laboratory chooses. */
final class CpuChoice {
    private static final int ANY = -1;

    @Option(names = "--cpu", paramLabel = "N", description = "The receiver's CPU. Default: the highest on which the kernel's records are complete.")
    private int receiver = ANY;

    @Option(names = "--sender-cpu", paramLabel = "N", description = "The CPU of the sender and all else. Default: the lowest other one.")
    private int sender = ANY;

    /**
     * Who runs where, of the CPUs that this process may use.
     *
     * @throws BenchException where one asked for is not among them, or both are the same
     */
    CpuPlan plan(BitSet allowed) {
        CpuPlan own = CpuPlan.of(allowed);
        int receives = receiver == ANY ? receiver(own, allowed) : checked("--cpu", receiver, allowed);
        int sends = sender == ANY
                ? receives == own.other() ? own.receiver() : own.other()
                : checked("--sender-cpu", sender, allowed);
        if (receives == sends) {
            throw new BenchException("receiver and sender cannot both run on CPU " + receives
                    + ": they would take it from each other", null);
        }
        return new CpuPlan(receives, sends, ANY, own.caveat());
    }

    private int receiver(CpuPlan own, BitSet allowed) {
        if (own.receiver() != sender) {
            return own.receiver();
        }
        BitSet others = own.others(allowed);
        return others.length() - 1;
    }

    /**
     * The CPU that an option asks for.
     *
     * @throws BenchException where it is not among {@code allowed}
     */
    static int checked(String option, int cpu, BitSet allowed) {
        if (cpu < 0 || !allowed.get(cpu)) {
            throw new BenchException(
                    option + " " + cpu + " is none of the CPUs that this process may use: " + allowed, null);
        }
        return cpu;
    }
}
