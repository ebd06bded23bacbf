package io.rxpath.lab.oracle;

/**
 * Says from the kernel's trace alone who delivered each packet, its branch, its cause, its way and the parts of its
 * latency, by the rules of the branch model. Of the labels it uses what is no judgement: number, sequence, socket,
 * length, the kernel's stamp and the receiver's clock reading. It shares no code with the receiver.
 *
 * <p>Works on a finished recording, for some millions of records in a second or two; any thread, not the receiver's.
 */
public final class TruthOracle {
    /**
     * Judges a cell.
     *
     * @throws UnjoinableTraceException if which packet is which cannot be reconstructed
     */
    public Truth judge(Trace trace, Labels labels, CellFacts facts) {
        ClockMap clock = new ClockMap(trace);
        FrameLog frames = new FrameLog(trace);
        PacketJoin join = new PacketJoin(trace, frames, labels, facts.deviceOfSocket(), clock);
        ThreadTimeline thread = new ThreadTimeline(trace);
        CallTimeline calls = new CallTimeline(trace);
        CallPackets packets = new CallPackets(calls, labels, frames, join, clock);
        BusyPollWindow window = new BusyPollWindow(thread, calls, facts);
        Absences absences = new Absences(thread, calls, packets, window);
        StealRule steal = new StealRule(thread, absences, new StallSpans(trace, thread));
        ArmedRule armed = new ArmedRule(thread, calls, packets, window);
        CauseRule causes = new CauseRule(thread, calls, packets, absences, armed, facts);
        ViaRule ways = new ViaRule(trace, frames, thread);
        Truth truth = new Truth(labels.size());
        PacketJudge judge = new PacketJudge(trace, labels, facts, clock, frames, steal, causes, ways,
                new SpinGap(thread, calls), truth);
        boolean[] firstOfSocket = firstOfSocket(labels, facts.deviceOfSocket().size());
        for (int packet = 0; packet < labels.size(); packet++) {
            judge.judge(packet, join.frameOf(packet), firstOfSocket[packet]);
        }
        return truth;
    }

    /** Each socket's first packet, where the cell has what the receiver received from the first packet on. */
    private static boolean[] firstOfSocket(Labels labels, int sockets) {
        boolean[] first = new boolean[labels.size()];
        if (labels.size() > 0 && labels.number(0) == 0) {
            boolean[] seen = new boolean[sockets];
            for (int packet = 0; packet < labels.size(); packet++) {
                first[packet] = !seen[labels.socket(packet)];
                seen[labels.socket(packet)] = true;
            }
        }
        return first;
    }
}
