package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.poller.Arming;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Taker;
import io.rxpath.poller.ThreadRecord;
import org.junit.jupiter.api.Test;

/** How long a packet may have waited in the ring, by calls and stamps alone and by the kernel's records. */
class UnseenBoundTest {
    private static final long US = 1_000;
    private static final long T = 1_700_000_000_000_000_000L;
    private static final int NAPI = 8_193;
    private static final NapiView VIEW = new NapiView(NAPI, Arming.ARMED, 100, 200 * US);

    private final ThreadRecord thread = ThreadRecord.create();
    private final PollWindows windows = thread.windows();
    private final PacketEvidence evidence = new PacketEvidence();
    private boolean waitsForAll = true;
    private UnseenBound bound = of(1);

    private UnseenBound of(int sockets) {
        return new UnseenBound(thread, new OffCpuTime(thread, new AgainstWill(thread, 400 * US, true)), 8,
                sockets, waitsForAll);
    }

    private void call(long enterNs, long exitNs, long firstNs) {
        windows.begin(enterNs, Arming.ARMED, VIEW, false);
        windows.end(exitNs, true, firstNs, true, 0, false, false);
    }

    private long unseenNs(long stampNs, Delivery delivery) {
        evidence.reset(stampNs + 3 * US);
        bound.bound(stampNs, windows.newestEnteredBy(stampNs), NAPI, delivery, evidence);
        bound.onTaken(stampNs, evidence);
        return evidence.unseenNs;
    }

    private void aPacketAndAHandlerOf50us() {
        call(T, T + 103 * US, T + 100 * US);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        call(T + 153 * US, T + 170 * US, T + 166 * US);
    }

    @Test
    void aSpinThatHasGoneOnForLongerThanItsFirstPollSawAnEmptyRing() {
        aPacketAndAHandlerOf50us();
        assertEquals(2 * US + 8 * US, unseenNs(T + 166 * US, Delivery.UNKNOWN));
    }

    @Test
    void whatTheFirstPollOfACallMayHaveTakenWaitedSinceTheCallBefore() {
        call(T, T + 103 * US, T + 100 * US);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        call(T + 153 * US, T + 167 * US, T + 164 * US);
        assertEquals(61 * US, unseenNs(T + 164 * US, Delivery.UNKNOWN));
    }

    @Test
    void theRecordOfAnEmptyPollDecides() {
        call(T, T + 103 * US, T + 100 * US);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        call(T + 153 * US, T + 159 * US, T + 156 * US);
        assertEquals(US + 100,
                unseenNs(T + 156 * US, Delivery.of(Taker.SELF, T + 155 * US, T + 155 * US - 100)));
    }

    @Test
    void ofSeveralSocketsOneHasPerhapsNotAllThatAPollTook() {
        call(T, T + 103 * US, T + 100 * US);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        // Not polled since: both are found in their queues.
        call(T + 153 * US, T + 154 * US, T + 100 * US);
        assertEquals(1_900, unseenNs(T + 101_900, Delivery.UNKNOWN),
                "a single one has, and eight would fill it");

        bound = of(2);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        assertEquals(10_000 + 1_900, unseenNs(T + 101_900, Delivery.UNKNOWN), "since before the poll before");
    }

    private long afterAPollOfOne(long thenFirstNs) {
        bound = of(2);
        call(T, T + 103 * US, T + 100 * US);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        call(T + 110 * US, T + 111 * US, thenFirstNs);
        call(T + 113 * US, T + 120 * US, T + 115 * US);
        return unseenNs(T + 115 * US, Delivery.UNKNOWN);
    }

    @Test
    void aWaitOnAllSocketsThatFindsNothingHasCountedThem() {
        assertEquals(12 * US, afterAPollOfOne(T + 101 * US));
    }

    @Test
    void socketsThatAreReadInTurnAreCountedOnceEachWasEmpty() {
        waitsForAll = false;
        assertEquals(12 * US, afterAPollOfOne(0));
    }

    @Test
    void aSocketThatStillHadAPacketMayHaveMore() {
        waitsForAll = false;
        assertEquals(25 * US, afterAPollOfOne(T + 101 * US));
    }

    @Test
    void theOtherSocketsPacketsOfAPollWaitedAsLong() {
        bound = of(2);
        call(T, T + 103 * US, T + 100 * US);
        unseenNs(T + 100 * US, Delivery.UNKNOWN);
        call(T + 153 * US, T + 190 * US, T + 158 * US);
        long first = unseenNs(T + 158 * US, Delivery.UNKNOWN);
        long second = unseenNs(T + 170 * US, Delivery.UNKNOWN);
        assertEquals(first + 100, unseenNs(T + 158 * US + 100, Delivery.UNKNOWN));
        assertEquals(second + 100, unseenNs(T + 170 * US + 100, Delivery.UNKNOWN));
    }

    @Test
    void anotherNapiHasARingOfItsOwn() {
        aPacketAndAHandlerOf50us();
        evidence.reset(T + 170 * US);
        bound.bound(T + 160 * US, PollWindows.BEFORE_ALL, NAPI + 1, Delivery.UNKNOWN, evidence);
        assertEquals(PacketEvidence.UNBOUNDED_NS, evidence.unseenNs);
    }
}
