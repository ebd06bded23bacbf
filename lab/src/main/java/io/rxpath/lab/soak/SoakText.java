package io.rxpath.lab.soak;

import java.util.Locale;
import java.util.function.ToLongFunction;

/** The report of a soak for a terminal. */
public final class SoakText {
    private static final int QUARTERS = 4;
    /** Less than this share of what was sent is not the rate that was asked for. */
    private static final double KEPT_UP = 0.99;

    private final Lines out = new Lines();

    private SoakText() {
    }

    /** The text, lines ended by a line feed. */
    public static String of(SoakResult result) {
        SoakText text = new SoakText();
        text.write(result);
        return text.out.toString();
    }

    private void write(SoakResult result) {
        out.wrapped("Soak", "%s at %,d packets/s over %s, %d readers at a time, seed %d",
                Soak.clock(result.options().seconds()), result.options().rate(), result.line(),
                result.options().readers(), result.options().seed());
        traffic(result.traffic(), result.options().seconds());
        journal(result.journal());
        readers(result.readers());
        load(result.load());
        memory(result.load());
        if (result.kept() != null) {
            out.wrapped("kept", "%s", result.kept());
        }
        out.line("");
        out.findings(result.findings(), "ok: each packet handled is in the journal once, or in a gap record");
    }

    private void traffic(SoakTraffic traffic, double seconds) {
        out.wrapped("feed", "sent %,d, handled %,d, lost in device %,d, in socket %,d, unaccounted %,d",
                traffic.sent(), traffic.handled(), traffic.lostInDevice(), traffic.lostInSocket(),
                traffic.unaccounted());
        if (traffic.handled() < traffic.sent() * KEPT_UP) {
            out.wrapped("",
                    "only %,.0f packets/s came: this machine, with what else it does, keeps up with no more",
                    traffic.handled() / seconds);
        }
        if (traffic.failed() + traffic.foreign() > 0) {
            out.wrapped("", "not taken from the sender %,d, of other senders %,d", traffic.failed(),
                    traffic.foreign());
        }
    }

    private void journal(JournalFigures journal) {
        out.wrapped("journal",
                "packets %,d, in %,d gap records %,d, lost without a gap %,d, repeated %,d, %,d MiB",
                journal.packets(), journal.gapRecords(), journal.inGaps(), journal.missing(),
                journal.repeated(), journal.bytes() >> 20);
        out.wrapped("", "contents: %,d blocks of %,d packets compared, %,d different", journal.compared(),
                BlockSums.BLOCK, journal.different());
    }

    private void readers(ReaderFigures readers) {
        out.wrapped("readers",
                "%,d came (%,d at the beginning, %,d in the middle, %,d at the end), %,d were killed, %,d read to"
                        + " the end",
                readers.sessions(), readers.fromBeginning(), readers.fromMiddle(), readers.fromEnd(),
                readers.killed(), readers.finished());
        out.wrapped("", "packets %,d, contents: %,d blocks compared, %,d different, misled %,d",
                readers.packets(), readers.blocks(), readers.different(), readers.faults().size());
    }

    private void load(SoakLoad load) {
        out.wrapped("thread", "behind by p50 %,d, p99 %,d, most %,d records; CPU %s", load.lagP50(),
                load.lagP99(), load.lagMax(),
                load.journalCpuShare() < 0
                        ? "not known"
                        : String.format(Locale.ROOT, "%.1f %%", load.journalCpuShare() * 100));
        out.wrapped("gc", "collections %,d, together %,d ms", load.collections(), load.collectionMs());
    }

    private void memory(SoakLoad load) {
        if (load.memory().size() < QUARTERS) {
            out.wrapped("memory", "too few samples for its course");
            return;
        }
        out.line(String.format(Locale.ROOT, "%-10s%-24s%10s%10s%10s%10s", "memory",
                "MiB, median of a quarter", "first", "second", "third", "last"));
        course("resident", load, MemorySample::residentBytes);
        course("  of it not of files", load, MemorySample::anonymousBytes);
        course("heap in use", load, MemorySample::heapBytes);
        course("journal mapped", load, MemorySample::mappedBytes);
    }

    private void course(String name, SoakLoad load, ToLongFunction<MemorySample> figure) {
        StringBuilder row = new StringBuilder(String.format("%-10s%-24s", "", name));
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            row.append(String.format(Locale.ROOT, "%10.1f", load.quarter(quarter, figure) / 1048576.0));
        }
        out.line(row.toString());
    }
}
