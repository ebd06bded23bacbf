package io.rxpath;

import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.config.LimitsConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.netlink.NetdevFamily;
import io.rxpath.poller.BatchSink;
import io.rxpath.poller.EngineKind;
import io.rxpath.poller.NapiWatch;
import io.rxpath.poller.OffCpuIntervals;
import io.rxpath.poller.PacketBatch;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.PollEngine;
import io.rxpath.poller.PollWindows;
import io.rxpath.poller.Poller;
import io.rxpath.poller.SwitchWitness;
import io.rxpath.poller.SwitchWitnesses;
import io.rxpath.telemetry.counter.BranchCounters;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.PacketFlags;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.journal.EventPublisher;

/**
 * One worker: its socket and, on its poll thread, the way of each packet from the receive call to the feed handler and
 * the event ring. Opened by any thread; {@link #attach}, {@link #doWork} and {@link #detach} belong to the poll thread.
 */
final class Worker implements BatchSink {
    private final WorkerConfig config;
    private final FeedHandler handler;
    private final EventPublisher publisher;
    private final PollCounters counters = new PollCounters();
    private final BranchCounters branches = new BranchCounters();
    private final HandlerErrors handlerErrors = new HandlerErrors();
    private final PollWindows windows = new PollWindows();
    private final OffCpuIntervals intervals = new OffCpuIntervals();
    private final PacketEvidence evidence = new PacketEvidence();
    private final PacketTag tag = new PacketTag();
    private final BranchClassifier classifier;
    private final long fastHitNs;
    private final PollEngine engine;
    private final NapiWatch watch;
    private final PacketBatch batch;
    private final UnsafeBuffer payload;
    private final EvidenceReader evidenceReader;
    private Poller poller;
    private long packets;
    private Throwable stopCause;
    private volatile String switchWitness = "not started";

    /**
     * Opens the worker's socket and engine.
     *
     * @param publisher takes the events, or null where no journal is written
     */
    Worker(long runId, int index, WorkerConfig config, LimitsConfig limits, FeedHandler handler,
            EventPublisher publisher) {
        this.config = config;
        this.handler = handler;
        this.publisher = publisher;
        fastHitNs = limits.fastHitNs();
        classifier = new BranchClassifier(limits.stealFloorNs(), fastHitNs);
        tag.runId = runId;
        tag.worker = index;
        EngineSetup setup = EngineSetup.open(config);
        engine = setup.engine();
        watch = setup.watches().getFirst();
        try {
            batch = new PacketBatch(config.batch(), config.maxPayloadBytes());
        } catch (RuntimeException refused) {
            engine.close();
            throw refused;
        }
        payload = new UnsafeBuffer(batch.slabAddress(), batch.slabBytes());
        evidenceReader = new EvidenceReader(windows, intervals, config.engine(), engine.windowNs());
    }

    /** Makes the calling thread the poll thread: pinned where configured, its switches witnessed. */
    void attach() {
        if (config.cpu() >= 0) {
            CpuAffinity.pin(config.cpu());
        }
        SwitchWitness witness = SwitchWitnesses.ofThisThread();
        switchWitness = witness.describe();
        poller = new Poller(engine, batch, windows, intervals, witness, counters, fastHitNs, this);
    }

    /** One turn: a receive call and the way of its packets. */
    int doWork() {
        return poller.doWork();
    }

    @Override
    public Outcome onBatch(PacketBatch received) {
        int count = received.count();
        long call = received.call();
        tag.napiId = windows.napi(call).napiId();
        tag.socket = received.socket();
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; i < count; i++) {
            evidenceReader.read(received.softwareStampNs(i), call, received.isFirstOfSocket(i), evidence);
            classifier.classify(evidence, tag);
            tag.provenance = evidence.ingressNs == PacketEvidence.NO_STAMP
                    ? StampProvenance.NONE
                    : StampProvenance.SOFTWARE;
            tag.number = packets++;
            tag.batchIndex = i;
            tag.sourcePort = received.sourcePort(i);
            int length = received.length(i);
            tag.flags = flags(received, i, length);
            branches.record(tag.branch, tag.cause, tag.deliverer, tag.latencyNs);
            if (i == 0) {
                outcome = tag.deliverer == Deliverer.BUSY_POLL
                        ? Outcome.HIT
                        : tag.deliverer == Deliverer.SOFTIRQ ? Outcome.FALLBACK : Outcome.UNDECIDED;
            }
            try {
                handler.onPacket(payload, received.payloadOffset(i), length, tag);
            } catch (Throwable error) {
                onHandlerError(error);
            }
            publish(length);
        }
        try {
            handler.onBatchEnd(count);
        } catch (Throwable error) {
            onHandlerError(error);
        }
        if (stopCause != null) {
            throw new HandlerStop(stopCause);
        }
        return outcome;
    }

    private static int flags(PacketBatch received, int i, int length) {
        return (received.isTruncated(i) ? PacketFlags.TRUNCATED : 0)
                | (received.isControlTruncated(i) ? PacketFlags.CONTROL_TRUNCATED : 0)
                | (length == 0 ? PacketFlags.EMPTY : 0)
                | (received.sourcePort(i) == 0 ? PacketFlags.SOURCE_PORT_ZERO : 0);
    }

    private void onHandlerError(Throwable error) {
        handlerErrors.add(error, tag.appNs);
        stopCause = config.stopOnHandlerError() ? error : null;
    }

    private void publish(int length) {
        if (publisher == null) {
            return;
        }
        PacketEventEncoder event = publisher.begin(tag.number, tag.appNs);
        if (event == null) {
            return;
        }
        event.ingressNs(tag.ingressNs).stealNs(tag.stealNs).regimeWord(tag.regimes).napiId(tag.napiId)
                .settingsEpoch(tag.settingsEpoch).unseenNs(tag.unseenNs).socket(tag.socket).length(length)
                .branch(tag.branch, tag.deliverer).cause(tag.cause, tag.via)
                .evidence(tag.evidence, tag.provenance).batchIndex(tag.batchIndex).flags(tag.flags);
        publisher.end();
    }

    /** Ends the worker's receiving; by the poll thread, or by the closing one where there never was one. */
    void detach() {
        if (poller != null) {
            poller.close();
        } else {
            engine.close();
            batch.close();
        }
    }

    /** Reads the state of the socket's NAPI; by the housekeeping thread. */
    boolean watchNapi(NetdevFamily netdev) {
        return config.engine() == EngineKind.INTERRUPT || watch.update(netdev);
    }

    /** The state of the socket's NAPI cannot be read any more; by the housekeeping thread. */
    void forgetNapi() {
        watch.forget();
    }

    WorkerConfig config() {
        return config;
    }

    WorkerStatus status() {
        return new WorkerStatus(config.name(), counters, branches, handlerErrors, watch, switchWitness,
                publisher);
    }

    /** Ends the poll loop, after the batch, because the handler failed and the configuration wants it so. */
    static final class HandlerStop extends RuntimeException {
        private static final long serialVersionUID = 1;

        HandlerStop(Throwable cause) {
            super("the feed handler failed: " + cause, cause);
        }
    }
}
