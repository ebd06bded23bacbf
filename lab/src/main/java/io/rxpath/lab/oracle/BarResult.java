package io.rxpath.lab.oracle;

/**
 * One figure held against one bar.
 *
 * @param name the bar's, short
 * @param outcome what came of it
 * @param sentence the figure and the bar
 */
public record BarResult(String name, Outcome outcome, String sentence) {
    /** What can come of it. */
    public enum Outcome {
        /** At the bar or better. */
        PASSED,
        /** Worse. */
        FAILED,
        /** Too few packets to say. */
        NOT_MEASURED,
        /** Worse, and exempt by name. */
        EXEMPT
    }

    /** Whether the bar was missed and counts. */
    public boolean failed() {
        return outcome == Outcome.FAILED;
    }

    /** This one as it stands for a cell that is exempt by name: what it gave stays, a miss does not count. */
    BarResult exempt(String why) {
        return failed() ? new BarResult(name, Outcome.EXEMPT, sentence + "; exempt: " + why) : this;
    }
}
