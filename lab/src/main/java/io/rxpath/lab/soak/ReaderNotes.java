package io.rxpath.lab.soak;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader says of what it reads, a line at a time, so that what it said before it was killed counts:
 *
 * <pre>
 * open                       the journal is open, at the place wanted
 * block NUMBER SUM NEXT      all packets of a block, and the packet number that is due
 * wrong SENTENCE             the first number that is missing or comes again
 * end NEXT PACKETS GAPS      it was told to end, and has
 * </pre>
 *
 * One thread.
 */
final class ReaderNotes {
    private final PrintStream out;
    private final NumberLine line;
    private long block = -1;
    private int count;
    private long sum;
    private boolean saidWrong;

    /**
     * Creates the notes of a reader that has not read yet.
     *
     * @param fromTheStart whether packet 0 has to come first
     */
    ReaderNotes(PrintStream out, boolean fromTheStart) {
        this.out = out;
        line = new NumberLine(fromTheStart ? 0 : NumberLine.ANYWHERE);
    }

    /** The journal is open. */
    void open() {
        out.println("open");
    }

    /** A packet's record. */
    void packet(long number, long hash) {
        line.packet(number);
        if (number / BlockSums.BLOCK != block) {
            block = number / BlockSums.BLOCK;
            count = 0;
            sum = 0;
        }
        count++;
        sum += hash;
        if (count == BlockSums.BLOCK) {
            out.println("block " + block + " " + Long.toHexString(sum) + " " + line.next());
        }
        sayWrong();
    }

    /** A gap record. */
    void gap(long first, long last, long packets) {
        line.gap(first, last, packets);
        sayWrong();
    }

    private void sayWrong() {
        if (!saidWrong && !line.wrong().isEmpty()) {
            saidWrong = true;
            out.println("wrong " + line.wrong());
        }
    }

    /** Nothing more is read. */
    void end() {
        out.println("end " + line.next() + " " + line.packets() + " " + line.gapRecords());
    }

    /**
     * The notes as their reader finds them.
     *
     * @param opened whether the journal was opened
     * @param ended whether it ended as it was told
     * @param blocks the packets it saw, whole blocks
     * @param packets how many it saw: those of its blocks, or all where it ended
     * @param next the packet number due when it last said something, -1 where it said nothing
     * @param wrong what was wrong; empty where nothing was
     */
    record Found(boolean opened, boolean ended, List<Block> blocks, long packets, long next, String wrong) {
    }

    /** A block's number and the sum of its packets' hashes. */
    record Block(long number, long sum) {
    }

    /** Reads notes; a last line that was cut when the reader was killed is passed over. */
    static Found parse(String text) {
        boolean opened = false;
        boolean ended = false;
        List<Block> blocks = new ArrayList<>();
        long packets = -1;
        long next = -1;
        String wrong = "";
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split(" ", 2);
            String[] values = words.length < 2 ? new String[0] : words[1].split(" ");
            switch (words[0]) {
                case "open" -> opened = true;
                case "block" -> {
                    blocks.add(new Block(Long.parseLong(values[0]), Long.parseUnsignedLong(values[1], 16)));
                    next = Long.parseLong(values[2]);
                }
                case "wrong" -> wrong = words[1];
                case "end" -> {
                    ended = true;
                    next = Long.parseLong(values[0]);
                    packets = Long.parseLong(values[1]);
                }
                default -> wrong = "it said: " + line;
            }
        }
        return new Found(opened, ended, blocks,
                packets < 0 ? (long) blocks.size() * BlockSums.BLOCK : packets, next, wrong);
    }
}
