package io.rxpath.lab.soak;

import io.rxpath.lab.send.SendResult;

/**
 * What was sent and what became of it before the journal.
 *
 * @param sent datagrams that the kernel took from the sender
 * @param failed datagrams that it did not take
 * @param late datagrams sent more than 5 us after they were due
 * @param lostInDevice datagrams that the full device ring refused
 * @param lostInSocket datagrams that found the socket's receive buffer full
 * @param handled packets that the feed handler was given
 * @param foreign those of them that no sender of ours sent
 */
public record SoakTraffic(long sent, long failed, long late, long lostInDevice, long lostInSocket,
        long handled, long foreign) {
    static final SoakTraffic NONE = new SoakTraffic(0, 0, 0, 0, 0, 0, 0);

    /** One job's more. */
    SoakTraffic plus(SendResult result) {
        return new SoakTraffic(sent + result.sent(), failed + result.failed(), late + result.late(),
                lostInDevice + Math.max(0, result.deviceTxDropped()), lostInSocket, handled, foreign);
    }

    /** The same with what the receiver says. */
    SoakTraffic received(long droppedBySocket, long handedOver, long ofOthers) {
        return new SoakTraffic(sent, failed, late, lostInDevice, droppedBySocket, handedOver, ofOthers);
    }

    /** Packets of which no counter says where they are; 0 when all are accounted for. */
    public long unaccounted() {
        return sent - lostInDevice - lostInSocket - (handled - foreign);
    }
}
