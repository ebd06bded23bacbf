package io.rxpath.lab.soak;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

import io.rxpath.telemetry.event.GapEventDecoder;
import io.rxpath.telemetry.event.RecordType;
import io.rxpath.telemetry.journal.JournalReader;

/**
 * A reader process: {@code JOURNAL START TIME_NS} with a {@link ReaderStart}. It follows the journal of one run and writes
 * {@link ReaderNotes} to its standard output. It ends when its input ends; told {@code finish} before, it reads what
 * there is first.
 */
final class SoakReaderMain {
    /** What its parent writes to have the rest read. */
    static final String FINISH = "finish";
    private static final long IDLE_NS = 1_000_000;
    private static final int RECORDS_BETWEEN_LOOKS = 4_096;

    private static volatile boolean finishing;
    private static volatile boolean stopping;

    private SoakReaderMain() {
    }

    /** Runs the process; see the class. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
                StandardCharsets.UTF_8);
        Thread input = new Thread(SoakReaderMain::readInput, "input");
        input.setDaemon(true);
        input.start();
        ReaderStart start = ReaderStart.valueOf(arguments[1]);
        ReaderNotes notes = new ReaderNotes(out, start.fromTheStart());
        try (JournalReader reader = start.open(Path.of(arguments[0]), Long.parseLong(arguments[2]))) {
            notes.open();
            follow(reader, notes);
        }
        notes.end();
    }

    private static void follow(JournalReader reader, ReaderNotes notes) {
        while (!stopping || finishing) {
            // Asked before the look: what is written after it need not be seen.
            boolean last = finishing;
            int records = 0;
            while (records < RECORDS_BETWEEN_LOOKS && reader.next()) {
                records++;
                note(reader, notes);
            }
            if (records == 0) {
                if (last) {
                    return;
                }
                LockSupport.parkNanos(IDLE_NS);
            }
        }
    }

    private static void note(JournalReader reader, ReaderNotes notes) {
        if (reader.recordType() == RecordType.PACKET) {
            notes.packet(reader.packet().packetNumber(), JournalTally.hash(reader.packet()));
        } else if (reader.recordType() == RecordType.GAP) {
            GapEventDecoder gap = reader.gap();
            notes.gap(gap.firstNumber(), gap.lastNumber(), gap.count());
        }
    }

    private static void readInput() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                finishing |= line.equals(FINISH);
            }
        } catch (IOException e) {
            // As the end of the input.
        }
        stopping = true;
    }
}
