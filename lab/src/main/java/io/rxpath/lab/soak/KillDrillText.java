package io.rxpath.lab.soak;

/** The report of a kill drill for a terminal. */
public final class KillDrillText {
    private KillDrillText() {
    }

    /** The text, lines ended by a line feed. */
    public static String of(KillDrillResult result) {
        KillFigures figures = result.figures();
        Lines out = new Lines();
        out.wrapped("Kills", "%,d times at %,d packets/s over loopback, seed %d, in %s",
                result.options().times(), result.options().rate(), result.options().seed(),
                Soak.clock(result.seconds()));
        out.wrapped("killed", "%,d at the start, %,d receiving, %,d at the stop; %,d ended in order",
                figures.killedAtStart(), figures.killedRunning(), figures.killedAtStop(), figures.orderly());
        if (figures.killedAtRoll() > 0) {
            out.wrapped("", "%,d of them around the end of a file", figures.killedAtRoll());
        }
        out.wrapped("starts", "half took longer than %,d ms, the longest %,d ms", figures.startMedianMs(),
                figures.startMostMs());
        out.wrapped("journal", "%,d runs, %,d records, missing %,d, repeated %,d", figures.runs(),
                figures.records(), figures.missing(), figures.repeated());
        out.wrapped("appended", "reported before the end %,d, of these lost %,d", figures.reported(),
                figures.lost());
        out.wrapped("in flight",
                "at least %,d packets were received and not yet appended when their receiver was killed",
                figures.inFlight());
        out.wrapped("ends", "%,d runs say they ended in order, %,d are said to have been killed, untold %,d",
                figures.saidOrderly(), figures.saidKilled(), figures.untold());
        if (result.kept() != null) {
            out.wrapped("kept", "%s", result.kept());
        }
        out.line("");
        out.findings(result.findings(),
                "ok: all that was appended before a kill is in the journal, once and in order");
        return out.toString();
    }
}
