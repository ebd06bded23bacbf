package io.rxpath.bench.steps;

/**
 * How long is measured.
 *
 * @param rounds in each of them every step has a JVM of its own once
 * @param warmUps iterations before that do not count
 * @param warmUpMs how long each is
 * @param iterations that count, of each JVM
 * @param iterationMs how long each is
 */
public record Effort(int rounds, int warmUps, int warmUpMs, int iterations, int iterationMs) {
    /** To see that all works. */
    public static final Effort QUICK = new Effort(1, 3, 700, 5, 200);

    /** To learn figures. */
    public static Effort thorough(int rounds) {
        return new Effort(rounds, 3, 1_000, 5, 1_000);
    }

    /** In words. */
    @Override
    public String toString() {
        return rounds + (rounds == 1 ? " round of " : " rounds of ") + iterations + " x " + iterationMs
                + " ms after " + warmUps + " x " + warmUpMs + " ms";
    }
}
