package io.rxpath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.agrona.concurrent.UnsafeBuffer;

import io.rxpath.config.LimitsConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.linux.Clocks;
import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.netlink.NetdevFamily;
import io.rxpath.poller.Arming;
import io.rxpath.poller.BatchSink;
import io.rxpath.poller.ClockRelation;
import io.rxpath.poller.Delivery;
import io.rxpath.poller.KernelWitness;
import io.rxpath.poller.KernelWitnessOpener;
import io.rxpath.poller.KernelWitnesses;
import io.rxpath.poller.NapiView;
import io.rxpath.poller.NapiWatch;
import io.rxpath.poller.PacketBatch;
import io.rxpath.poller.PollCounters;
import io.rxpath.poller.PollEngine;
import io.rxpath.poller.Poller;
import io.rxpath.poller.SwitchWitness;
import io.rxpath.poller.SwitchWitnesses;
import io.rxpath.poller.Taker;
import io.rxpath.poller.ThreadRecord;
import io.rxpath.poller.WitnessLevel;
import io.rxpath.telemetry.counter.BranchCounters;
import io.rxpath.telemetry.event.Deliverer;
import io.rxpath.telemetry.event.PacketEventEncoder;
import io.rxpath.telemetry.event.PacketFlags;
import io.rxpath.telemetry.event.StampProvenance;
import io.rxpath.telemetry.journal.EventPublisher;

/**
 * One worker: its sockets and, on its poll thread, the way of each packet from the receive call to the feed handler and
 * the event ring. Opened by any thread; {@link #attach}, {@link #doWork} and {@link #detach} belong to the poll thread.
 */
final class Worker implements BatchSink {
    private final WorkerConfig config;
    private final FeedHandler handler;
    private final EventPublisher publisher;
    private final PollCounters counters = new PollCounters();
    private final BranchCounters branches = new BranchCounters();
    private final HandlerErrors handlerErrors = new HandlerErrors();
    private final ThreadRecord thread = ThreadRecord.create();
    private final PacketEvidence evidence = new PacketEvidence();
    private final PacketTag tag = new PacketTag();
    private final BranchClassifier classifier;
    private final long fastHitNs;
    private final Supplier<Clocks> clocks;
    private final PollEngine engine;
    private final List<NapiWatch> watches;
    private final PacketBatch[] batches;
    private final UnsafeBuffer[] payloads;
    private final KernelWitnesses kernelWitnesses;
    private final EvidenceReader evidenceReader;
    /** Null where no socket is framed. */
    private final FeedStep feed;
    private Poller poller;
    private long packets;
    private Throwable stopCause;
    private volatile String switchWitness = "not started";

    /**
     * Opens the worker's sockets and engine.
     *
     * @param publisher takes the events, or null where no journal is written
     * @param clocks gives the poll thread its clocks
     */
    Worker(long runId, int index, WorkerConfig config, LimitsConfig limits, FeedHandler handler,
            EventPublisher publisher, Supplier<Clocks> clocks) {
        this(runId, index, config, limits, handler, publisher, clocks, EngineSetup.open(config));
    }

    /** As the other constructor, over an engine that is set up already and then the worker's. */
    Worker(long runId, int index, WorkerConfig config, LimitsConfig limits, FeedHandler handler,
            EventPublisher publisher, Supplier<Clocks> clocks, EngineSetup setup) {
        this.config = config;
        this.handler = handler;
        this.publisher = publisher;
        this.clocks = clocks;
        fastHitNs = limits.fastHitNs();
        classifier = new BranchClassifier(limits.stealFloorNs(), fastHitNs);
        tag.runId = runId;
        tag.worker = index;
        feed = FeedStep.of(config, publisher);
        kernelWitnesses = new KernelWitnesses(config.witness(),
                new KernelWitnessOpener(config.busyPoll().budgetInForce()));
        engine = setup.engine();
        watches = setup.watches();
        boolean together = config.witness() == WitnessLevel.OWN && engine.sockets() > 1;
        batches = new PacketBatch[together ? engine.sockets() + 1 : 1];
        payloads = new UnsafeBuffer[batches.length];
        try {
            for (int i = 0; i < batches.length; i++) {
                batches[i] = new PacketBatch(config.batch(), config.maxPayloadBytes(), config.sourcePort(),
                        i);
                payloads[i] = new UnsafeBuffer(batches[i].slabAddress(), batches[i].slabBytes());
            }
        } catch (RuntimeException refused) {
            closeBatches();
            engine.close();
            throw refused;
        }
        evidenceReader = new EvidenceReader(thread, config.engine(), engine.windowNs(), config.busyPoll(),
                engine.sockets());
    }

    private void closeBatches() {
        Arrays.stream(batches).filter(Objects::nonNull).forEach(PacketBatch::close);
    }

    /**
     * Makes the calling thread the poll thread: pinned where configured, its switches witnessed.
     *
     * @param ownsLoop whether the loop around {@link #doWork} is the receiver's own
     */
    void attach(boolean ownsLoop) {
        if (config.cpu() >= 0) {
            CpuAffinity.pin(config.cpu());
        }
        evidenceReader.ownsLoop(ownsLoop);
        kernelWitnesses.pollThread(Libc.gettid());
        Clocks own = clocks.get();
        ClockRelation relation = new ClockRelation(own);
        SwitchWitness witness = SwitchWitnesses.ofThisThread(relation);
        switchWitness = witness.describe();
        poller = new Poller(engine, batches, thread, witness, kernelWitnesses, own, relation, counters,
                fastHitNs, ownsLoop, this);
    }

    /** One turn: a receive call and the way of its packets. */
    int doWork() {
        return poller.doWork();
    }

    @Override
    public Outcome onBatch(PacketBatch received) {
        int count = received.count();
        long call = received.call();
        int napiId = engine.napi(received.socket()).napiId();
        tag.napiId = napiId;
        tag.socket = received.socket();
        KernelWitness witness = kernelWitnesses.of(napiId);
        boolean trusted = witness != null && witness.isTrusted();
        UnsafeBuffer payload = payloads[received.slab()];
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; i < count; i++) {
            evidenceReader.read(received.softwareStampNs(i), call, napiId, received.isFirstOfSocket(i),
                    trusted ? received.delivery(i) : Delivery.UNKNOWN, evidence);
            if (witness != null && !trusted && evidence.deliverer == Deliverer.BUSY_POLL) {
                witness.onCertain(received.delivery(i).taker() == Taker.SELF);
            }
            classifier.classify(evidence, tag);
            tag.provenance = evidence.ingressNs == PacketEvidence.NO_STAMP
                    ? StampProvenance.NONE
                    : StampProvenance.SOFTWARE;
            tag.number = packets++;
            tag.batchIndex = i;
            tag.sourcePort = received.sourcePort(i);
            int length = received.length(i);
            tag.flags = flags(received, i, length, tag.sourcePort)
                    | (evidence.stalled ? PacketFlags.STALLED : 0);
            branches.record(tag.branch, tag.cause, tag.deliverer, tag.latencyNs);
            if (i == 0) {
                outcome = tag.deliverer == Deliverer.BUSY_POLL
                        ? Outcome.HIT
                        : tag.deliverer == Deliverer.SOFTIRQ ? Outcome.FALLBACK : Outcome.UNDECIDED;
            }
            if (feed != null) {
                feed.onPacket(payload, received.payloadOffset(i), length, tag);
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

    private static int flags(PacketBatch received, int i, int length, int sourcePort) {
        int told = received.messageFlags(i);
        return ((told & MessageVector.MSG_TRUNC) != 0 ? PacketFlags.TRUNCATED : 0)
                | ((told & MessageVector.MSG_CTRUNC) != 0 ? PacketFlags.CONTROL_TRUNCATED : 0)
                | (length == 0 ? PacketFlags.EMPTY : 0)
                | (sourcePort == 0 ? PacketFlags.SOURCE_PORT_ZERO : 0);
    }

    private void onHandlerError(Throwable error) {
        handlerErrors.add(error, tag.appNs);
        stopCause = config.stopOnHandlerError() ? error : null;
    }

    private void publish(int length) {
        if (publisher == null || !publisher.wants(tag.branch, tag.number)) {
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
        if (feed != null) {
            feed.end();
        }
        if (poller != null) {
            poller.close();
        } else {
            engine.close();
            closeBatches();
        }
        kernelWitnesses.close();
    }

    /** Reads the state of the sockets' NAPIs and opens their witnesses; by the housekeeping thread. */
    boolean watchNapis(NetdevFamily netdev) {
        boolean settled = true;
        List<NapiView> alive = new ArrayList<>();
        for (NapiWatch watch : watches) {
            settled &= watch.update(netdev);
            NapiView napi = watch.view();
            if (napi.arming() == Arming.ARMED
                    && alive.stream().noneMatch(it -> it.napiId() == napi.napiId())) {
                alive.add(napi);
            }
        }
        kernelWitnesses.want(alive);
        return settled;
    }

    /** The state of the sockets' NAPIs cannot be read any more; by the housekeeping thread. */
    void forgetNapis() {
        watches.forEach(NapiWatch::forget);
    }

    WorkerConfig config() {
        return config;
    }

    /** What is known of its poll thread, by which its packets are judged; the poll thread's. */
    ThreadRecord record() {
        return thread;
    }

    WorkerStatus status() {
        return new WorkerStatus(config.name(), counters, branches, handlerErrors, watches, switchWitness,
                kernelWitnesses, publisher, FeedStep.status(feed));
    }

    /** Ends the poll loop, after the batch, because the handler failed and the configuration wants it so. */
    static final class HandlerStop extends RuntimeException {
        private static final long serialVersionUID = 1;

        HandlerStop(Throwable cause) {
            super("the feed handler failed: " + cause, cause);
        }
    }
}
