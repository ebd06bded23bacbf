package io.rxpath.lab.send;

/**
 * What a run of the sender came to. Times are CLOCK_REALTIME ns.
 *
 * @param sent datagrams that the kernel took; a device may still have dropped them, see {@code deviceTxDropped}
 * @param failed datagrams that it did not take (ENOBUFS, EAGAIN, or still ECONNREFUSED when tried again): their
 *     numbers are missing on the wire
 * @param refused how often a connected peer's earlier "port unreachable" came back (ECONNREFUSED)
 * @param late datagrams sent more than {@link FeedSender#LATE_NS} after they were due
 * @param maxLateNs how late the latest was, 0 or more
 * @param cut datagrams whose payload was longer than fits with the stamp and was sent without its end
 * @param bytes bytes of the datagrams sent, stamps included, headers not
 * @param firstDueNs when the first datagram was due
 * @param lastSentNs when the last one was handed to the kernel; 0 where none was
 * @param nextSequence the number that follows that of the last datagram
 * @param deviceTxPackets what the named device counted as sent during the run; -1 where none was named
 * @param deviceTxDropped what it counted as dropped on sending during the run; -1 where none was named
 */
public record SendResult(long sent, long failed, long refused, long late, long maxLateNs, long cut,
        long bytes, long firstDueNs, long lastSentNs, long nextSequence, long deviceTxPackets,
        long deviceTxDropped) {
    /** The same run with the device's counts. */
    SendResult withDevice(long txPackets, long txDropped) {
        return new SendResult(sent, failed, refused, late, maxLateNs, cut, bytes, firstDueNs, lastSentNs,
                nextSequence, txPackets, txDropped);
    }

    KeyValues toKeyValues() {
        return KeyValues.none().with("sent", sent).with("failed", failed).with("refused", refused)
                .with("late", late).with("maxLateNs", maxLateNs).with("cut", cut).with("bytes", bytes)
                .with("firstDueNs", firstDueNs).with("lastSentNs", lastSentNs)
                .with("nextSequence", nextSequence).with("deviceTxPackets", deviceTxPackets)
                .with("deviceTxDropped", deviceTxDropped);
    }

    static SendResult of(KeyValues values) {
        return new SendResult(values.number("sent"), values.number("failed"), values.number("refused"),
                values.number("late"), values.number("maxLateNs"), values.number("cut"),
                values.number("bytes"), values.number("firstDueNs"), values.number("lastSentNs"),
                values.number("nextSequence"), values.number("deviceTxPackets"),
                values.number("deviceTxDropped"));
    }
}
