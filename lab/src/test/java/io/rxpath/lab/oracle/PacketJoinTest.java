package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;

import io.rxpath.lab.oracle.Story.Packet;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.Evidence;
import io.rxpath.telemetry.event.Via;
import org.junit.jupiter.api.Test;

/** Whatever makes it doubtful which frame was which packet fails the cell with a sentence. */
class PacketJoinTest {
    private final Story story = new Story(1, "veth0");

    /** What the join looks at. */
    private record Row(long sequence, int socket, int length, long ingressNs, long appNs) {
    }

    @Test
    void countsMustMatch() {
        hot(5);
        story.received.remove(4);
        assertEquals("veth0 received 5 frames, of which 0 were dropped, but 4 packets are labelled: "
                + "which frame was which packet cannot be reconstructed "
                + "(a device of that name in another network namespace counts too)", refusal());
    }

    @Test
    void droppedFramesAreNoPackets() {
        hot(2);
        story.drop(story.now, 0).pass(2_000);
        story.drop(story.now, 0).pass(2_000);
        hot(2);
        assertEquals(Verdict.JUDGED, judge(row -> row).verdict(3));
    }

    @Test
    void memoryThatIsUsedAgainIsNoDrop() {
        hot(1);
        story.reuse(1 - story.cpu);
        hot(1);
        story.recv(0).spin(0, 1).reuse(story.cpu);
        story.got(story.take(0, 1)[0].is(Branch.HOT_POLL, Cause.NONE));
        assertEquals(Verdict.JUDGED, judge(row -> row).verdict(2));
    }

    @Test
    void memoryThatIsUsedAgainAfterABacklogIsNoDrop() {
        hot(1);
        story.drop(story.now, 0).pass(2_000);
        Packet unpolled = story.deliverWithoutGro(story.now, 0);
        story.pass(2_000).recv(0).got(unpolled).reuse(1 - story.cpu);
        hot(1);
        assertEquals(Verdict.JUDGED, judge(row -> row).verdict(2));
    }

    @Test
    void aDropWithoutAGapInTheNumbersIsRefused() {
        hot(2);
        story.drop(story.now, 0).pass(2_000);
        hot(2);
        assertTrue(refusal(row -> row.sequence > 2
                ? new Row(row.sequence - 1, row.socket, row.length, row.ingressNs, row.appNs)
                : row)
                .startsWith("packet 2 on veth0 has 0 missing numbers before it, but 1 frames were dropped"));
    }

    @Test
    void gapsInTheNumbersNeedNoFrames() {
        hot(4);
        judge(row -> new Row(row.sequence * 10, row.socket, row.length, row.ingressNs, row.appNs));
    }

    @Test
    void lengthsMustMatch() {
        hot(3);
        assertTrue(refusal(row -> row.sequence == 1
                ? new Row(1, row.socket, row.length + 1, row.ingressNs, row.appNs)
                : row).startsWith("packet 1 on veth0 has 102 bytes, but the frame at its place 101:"));
    }

    @Test
    void twoFramesOfTheSameOrderAreToldApartByTheirStamps() {
        hot(3);
        Row first = row(story.received.get(1), story.build());
        Row second = row(story.received.get(2), story.build());
        String swapped = refusal(row -> row.sequence == 1
                ? new Row(1, 0, row.length, second.ingressNs, second.appNs)
                : row.sequence == 2 ? new Row(2, 0, row.length, first.ingressNs, first.appNs) : row);
        assertTrue(swapped.contains("after the frame at its place was handed to the protocols"), swapped);
    }

    @Test
    void aStampBeforeItsFrameIsRefused() {
        hot(2);
        String early = refusal(
                row -> row.sequence == 1 ? new Row(1, 0, row.length, row.ingressNs - 6_000, row.appNs) : row);
        assertTrue(early.contains("before the frame at its place arrived"), early);
    }

    @Test
    void stampsMustBeInOrder() {
        story.recv(0).spin(0, 3);
        Packet[] packets = story.take(0, 2);
        story.got(packets);
        String refusal = refusal(
                row -> row.sequence == 1 ? new Row(1, 0, row.length, row.ingressNs - 100, row.appNs) : row);
        assertTrue(refusal.startsWith("packet 1 on veth0 is stamped before the one sent before it:"),
                refusal);
    }

    @Test
    void aNumberTwiceIsRefused() {
        hot(3);
        assertTrue(
                refusal(row -> row.sequence == 2 ? new Row(1, 0, row.length, row.ingressNs, row.appNs) : row)
                        .startsWith("packet 1 on veth0 "));
    }

    @Test
    void lostEventsFailTheCell() {
        hot(1);
        story.trace.overrun(3);
        assertTrue(refusal().startsWith("the recorder lost 3 events"));
    }

    @Test
    void lostLabelsFailTheCell() {
        hot(2);
        Trace trace = story.build();
        Labels tooFew = new Labels(1);
        for (int i = 0; i < 2; i++) {
            tooFew.add(i, i, 0, 100, 1, 1, Branch.UNKNOWN, Cause.NONE, Via.NONE, Deliverer.CONTESTED,
                    Evidence.NONE, 0, 0, 0, 0, 0, false);
        }
        assertEquals("there was no room for 1 of 2 labels: enlarge them",
                assertThrows(UnjoinableTraceException.class,
                        () -> new TruthOracle().judge(trace, tooFew, story.facts())).getMessage());
    }

    @Test
    void aSocketOfNoKnownDeviceIsRefused() {
        hot(1);
        assertTrue(refusal(row -> new Row(0, 1, row.length, row.ingressNs, row.appNs))
                .contains("of which the cell does not name the device"));
        CellFacts elsewhere = new CellFacts(true, 1, 1, 1, List.of("eth7"), false, false);
        Trace trace = story.build();
        assertEquals("socket 0 is on eth7, of which the trace has no record",
                assertThrows(UnjoinableTraceException.class,
                        () -> new TruthOracle().judge(trace, story.labels(trace), elsewhere)).getMessage());
    }

    @Test
    void packetsReceivedOutOfTheOrderOfSendingAreJoinedByTheirNumbers() {
        Story two = new Story(2, "veth0");
        two.recv(0).spin(0, 3);
        Packet[] packets = two.take(0, 2);
        two.got(packets[1].is(Branch.HOT_POLL, Cause.NONE)).recv(0)
                .got(packets[0].is(Branch.HOT_POLL, Cause.NONE));
        Trace trace = two.build();
        Truth truth = new TruthOracle().judge(trace, two.labels(trace), two.facts());
        assertEquals(Branch.HOT_POLL, truth.branch(0));
        assertEquals(Branch.HOT_POLL, truth.branch(1));
    }

    @Test
    void aPacketWithoutAStampIsStillJoined() {
        hot(3);
        Truth truth = judge(row -> row.sequence == 1 ? new Row(1, 0, row.length, 0, row.appNs) : row);
        assertEquals(Branch.UNKNOWN, truth.branch(1));
        assertEquals(Cause.NO_STAMP, truth.cause(1));
        assertEquals(Deliverer.BUSY_POLL, truth.deliverer(1));
    }

    private void hot(int packets) {
        for (int i = 0; i < packets; i++) {
            story.pass(10_000).recv(0).spin(0, 3).got(story.take(0, 1)[0].is(Branch.HOT_POLL, Cause.NONE));
        }
    }

    private String refusal() {
        return refusal(row -> row);
    }

    private String refusal(UnaryOperator<Row> change) {
        return assertThrows(UnjoinableTraceException.class, () -> judge(change)).getMessage();
    }

    private Truth judge(UnaryOperator<Row> change) {
        Trace trace = story.build();
        Labels labels = new Labels(story.received.size());
        for (Packet packet : story.received) {
            Row row = change.apply(row(packet, trace));
            labels.add(packet.number, row.sequence, row.socket, row.length, row.ingressNs, row.appNs,
                    Branch.UNKNOWN, Cause.NONE, Via.NONE, Deliverer.CONTESTED, Evidence.NONE, 0, 0, 0, 0, 0,
                    false);
        }
        return new TruthOracle().judge(trace, labels, story.facts());
    }

    private static Row row(Packet packet, Trace trace) {
        return new Row(packet.sequence, packet.socket, packet.length, trace.toRealtimeNs(packet.stampNs),
                trace.toRealtimeNs(packet.appNs));
    }
}
