package io.rxpath;

import io.rxpath.poller.NapiView;
import io.rxpath.poller.NapiWatch;
import io.rxpath.poller.PollCounters;
import io.rxpath.telemetry.counter.BranchCounters;
import io.rxpath.telemetry.journal.EventPublisher;

/** The live figures of one worker, readable by any thread at any time, also after the receiver was closed. */
public final class WorkerStatus {
    private final String name;
    private final PollCounters polling;
    private final BranchCounters branches;
    private final HandlerErrors handlerErrors;
    private final NapiWatch watch;
    private final String switchWitness;
    private final EventPublisher publisher;

    WorkerStatus(String name, PollCounters polling, BranchCounters branches, HandlerErrors handlerErrors,
            NapiWatch watch, String switchWitness, EventPublisher publisher) {
        this.name = name;
        this.polling = polling;
        this.branches = branches;
        this.handlerErrors = handlerErrors;
        this.watch = watch;
        this.switchWitness = switchWitness;
        this.publisher = publisher;
    }

    /** The worker's name in the configuration. */
    public String name() {
        return name;
    }

    /** Receive calls, packets, opportunities, spin. */
    public PollCounters polling() {
        return polling;
    }

    /** Packets by branch and cause, and their latencies. */
    public BranchCounters branches() {
        return branches;
    }

    /** Exceptions of the feed handler. */
    public HandlerErrors handlerErrors() {
        return handlerErrors;
    }

    /** The NAPI that feeds the socket, as last read. */
    public NapiView napi() {
        return watch.view();
    }

    /** How the poll thread learns when it was off its CPU, for a person. */
    public String switchWitness() {
        return switchWitness;
    }

    /** Events handed to the journal thread. */
    public long eventsPublished() {
        return publisher == null ? 0 : publisher.published();
    }

    /** Events dropped because the ring to the journal thread was full. */
    public long eventsDropped() {
        return publisher == null ? 0 : publisher.dropped();
    }
}
