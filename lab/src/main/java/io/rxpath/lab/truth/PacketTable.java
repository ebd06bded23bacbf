package io.rxpath.lab.truth;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.rxpath.lab.oracle.Labels;
import io.rxpath.lab.oracle.Truth;

/** Each packet of a cell, what was said of it and what is true, as tab-separated lines: for whoever doubts a figure. */
final class PacketTable {
    private PacketTable() {
    }

    /** Writes the table of a cell into {@code folder}, in a file of the cell's name. */
    static void write(Path folder, String cell, Labels labels, Truth truth) {
        Path file = folder.resolve(cell.replace('/', '_') + ".tsv");
        try {
            Files.createDirectories(folder);
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
                out.println(
                        "number\tsequence\tsocket\tstampNs\tlatencyNs\tverdict\tcauseVerdict\tbranch\ttrueBranch"
                                + "\tcause\ttrueCause\tvia\ttrueVia\tdeliverer\ttrueDeliverer\tevidence\tstealNs\ttrueStealNs"
                                + "\ttrueStallNs\tunseenNs\ttrueUnseenNs\treason");
                for (int i = 0; i < labels.size(); i++) {
                    out.println(line(labels, truth, i));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the packets of " + cell + " cannot be written to " + file,
                    failed);
        }
    }

    private static String line(Labels labels, Truth truth, int i) {
        Object[] columns = {labels.number(i), labels.sequence(i), labels.socket(i), labels.ingressNs(i),
            labels.ingressNs(i) == 0 ? 0 : labels.appNs(i) - labels.ingressNs(i), truth.verdict(i),
            truth.causeVerdict(i), labels.branch(i), truth.branch(i), labels.cause(i), truth.cause(i),
            labels.via(i), truth.via(i), labels.deliverer(i), truth.deliverer(i), labels.evidence(i),
            labels.stealNs(i), truth.stealNs(i), truth.stallNs(i), labels.unseenNs(i), truth.unseenNs(i),
            truth.reason(i) == null ? "" : truth.reason(i)};
        StringBuilder line = new StringBuilder();
        for (Object column : columns) {
            line.append(line.isEmpty() ? "" : "\t").append(column);
        }
        return line.toString();
    }
}
