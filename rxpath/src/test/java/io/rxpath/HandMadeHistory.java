package io.rxpath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.poller.Arming;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Taker;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.telemetry.event.Branch;
import io.rxpath.telemetry.event.Cause;
import io.rxpath.telemetry.event.Deliverer;

/**
 * The history of a poll thread, made by hand: its calls and switches, in ns from an arbitrary start, and how a packet is
 * judged by it.
 */
abstract class HandMadeHistory {
    static final long US = 1_000;
    static final long T = 1_000_000 * US;
    static final long WINDOW_NS = 400 * 1_024;
    static final BusyPollConfig PREFERRED = new BusyPollConfig(400, true, 0);
    static final int NAPI = 8_193;
    static final NapiView PLAIN = new NapiView(NAPI, Arming.ARMED, 0, 0);
    static final NapiView DEFERRED = new NapiView(NAPI, Arming.ARMED, 100, 200 * US);

    final ThreadRecord thread = ThreadRecord.create();
    final PollWindows windows = thread.windows();
    final OffCpuIntervals intervals = thread.intervals();
    final PacketEvidence evidence = new PacketEvidence();
    final PacketTag tag = new PacketTag();
    final BranchClassifier classifier = new BranchClassifier(20 * US, 50 * US);
    EvidenceReader reader = readerOf(EngineKind.BLOCKING, WINDOW_NS, PREFERRED);

    final long call(long enterNs, long exitNs, long firstNs, NapiView napi) {
        return call(enterNs, exitNs, firstNs, napi, napi.arming());
    }

    final long call(long enterNs, long exitNs, long firstNs, NapiView napi, Arming arming) {
        long call = windows.begin(enterNs, arming, napi, false);
        windows.end(exitNs, true, firstNs, false, 0, false, false);
        return call;
    }

    final EvidenceReader readerOf(EngineKind engine, long windowNs, BusyPollConfig busyPoll) {
        return new EvidenceReader(thread, engine, windowNs, busyPoll, 1);
    }

    final void classify(long stampNs, long call) {
        classify(stampNs, call, Taker.UNKNOWN);
    }

    final void classify(long stampNs, long call, Taker taker) {
        reader.read(stampNs, call, NAPI, false, Delivery.of(taker, 0, 0), evidence);
        classifier.classify(evidence, tag);
        assertEquals(tag.latencyNs(), tag.pollNs() + tag.stealNs() + tag.fallbackNs() + tag.unattributedNs());
    }

    final void assertBranch(Branch branch, Cause cause, Deliverer deliverer) {
        assertEquals(branch + " " + cause + " " + deliverer,
                tag.branch() + " " + tag.cause() + " " + tag.deliverer());
    }
}
