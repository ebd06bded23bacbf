package io.rxpath.lab.truth.result;

import java.util.List;

import io.rxpath.lab.oracle.BarResult;

/**
 * What one cell gave.
 *
 * @param id scenario, engine, deferral, witness level and repeat
 * @param scenario the scenario's name
 * @param witness off, own or full
 * @param verdict what it says
 * @param because why it is exempt, skipped or failed; empty otherwise
 * @param sent datagrams that the sender handed to its kernel
 * @param received datagrams that came to the feed handler
 * @param lostInDevice datagrams that found the device's ring full
 * @param lostInSocket datagrams that found the socket's buffer full
 * @param seconds how long the traffic took
 * @param figures labels against truth
 * @param bars its bars
 * @param notes what else is to be known, a sentence each
 */
public record CellResult(String id, String scenario, String witness, Verdict verdict, String because,
        long sent, long received, long lostInDevice, long lostInSocket, double seconds, Figures figures,
        List<BarResult> bars, List<String> notes) {
    /** Copies the lists. */
    public CellResult {
        bars = List.copyOf(bars);
        notes = List.copyOf(notes);
    }

    /** A cell without figures. */
    public static CellResult without(String id, String scenario, String witness, Verdict verdict,
            String because) {
        return new CellResult(id, scenario, witness, verdict, because, 0, 0, 0, 0, 0, Figures.NONE, List.of(),
                List.of());
    }

    /** Datagrams of which nobody says where they went. */
    public long unaccounted() {
        return sent - received - lostInDevice - lostInSocket;
    }

    /** Whether it has figures. */
    public boolean ran() {
        return verdict == Verdict.MET || verdict == Verdict.BELOW || verdict == Verdict.EXEMPT;
    }
}
