package io.rxpath.lab.soak;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.PacketEventDecoder;
import io.rxpath.telemetry.journal.JournalException;
import io.rxpath.telemetry.journal.JournalReader;

/** A whole journal, read from its first record to its last and counted. */
final class JournalTally {
    private final List<RunAccount> runs = new ArrayList<>();
    private final RunEnds ends = new RunEnds();
    private final long mostPackets;
    private String damage = "";
    private long unknownRecords;
    private long strayBytes;

    private JournalTally(long mostPackets) {
        this.mostPackets = mostPackets;
    }

    /**
     * Reads a journal to its end. A damaged one is read as far as it goes.
     *
     * @param mostPackets of how many packets of each run the contents are summed up
     */
    static JournalTally read(Path folder, long mostPackets) {
        JournalTally tally = new JournalTally(mostPackets);
        try (JournalReader reader = JournalReader.open(folder)) {
            try {
                while (reader.next()) {
                    tally.accept(reader);
                }
            } finally {
                tally.unknownRecords = reader.unknownRecords();
                tally.strayBytes = reader.strayBytes();
            }
        } catch (JournalException damaged) {
            tally.damage = damaged.getMessage();
        }
        return tally;
    }

    private void accept(JournalReader reader) {
        switch (reader.recordType()) {
            case HEADER -> {
                long runId = reader.header().runId();
                if (run(runId).isPresent()) {
                    damage = "run " + Long.toHexString(runId) + " begins twice";
                }
                ends.start(runId);
                runs.add(new RunAccount(runId, new BlockSums(mostPackets)));
            }
            case PACKET -> {
                PacketEventDecoder packet = reader.packet();
                runs.getLast().packet(packet.worker(), packet.packetNumber(), hash(packet));
            }
            case GAP -> {
                if (ends.accept(reader)) {
                    runs.getLast().other();
                } else {
                    GapEventDecoder gap = reader.gap();
                    runs.getLast().gap(gap.worker(), gap.firstNumber(), gap.lastNumber(), gap.count());
                }
            }
            default -> {
                ends.accept(reader);
                runs.getLast().other();
            }
        }
    }

    /** What a packet's record says, as {@link BlockSums} wants it. */
    static long hash(PacketEventDecoder packet) {
        return BlockSums.hash(packet.packetNumber(), packet.appNs(), packet.length(), packet.branch().code());
    }

    /** The runs in the order of the journal. */
    List<RunAccount> runs() {
        return runs;
    }

    /** A run by its id. */
    Optional<RunAccount> run(long runId) {
        return runs.stream().filter(run -> run.runId() == runId).findFirst();
    }

    /** How the runs ended. */
    RunEnds ends() {
        return ends;
    }

    /** Why the journal could not be read to its end; empty where it could. */
    String damage() {
        return damage;
    }

    /** Records of a type that this version does not know; of one that it wrote itself, damaged ones. */
    long unknownRecords() {
        return unknownRecords;
    }

    /** Bytes that make no record. */
    long strayBytes() {
        return strayBytes;
    }
}
