package io.rxpath;

import java.util.List;

import io.rxpath.feed.FeedStatus;
import io.rxpath.poller.KernelWitnesses;
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
    private final List<NapiWatch> watches;
    private final String switchWitness;
    private final KernelWitnesses kernelWitnesses;
    private final EventPublisher publisher;
    private final List<FeedStatus> feeds;

    WorkerStatus(String name, PollCounters polling, BranchCounters branches, HandlerErrors handlerErrors,
            List<NapiWatch> watches, String switchWitness, KernelWitnesses kernelWitnesses,
            EventPublisher publisher, List<FeedStatus> feeds) {
        this.name = name;
        this.polling = polling;
        this.branches = branches;
        this.handlerErrors = handlerErrors;
        this.watches = watches;
        this.switchWitness = switchWitness;
        this.kernelWitnesses = kernelWitnesses;
        this.publisher = publisher;
        this.feeds = feeds;
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

    /** The NAPI that feeds socket {@code socket}, as last read. */
    public NapiView napi(int socket) {
        return watches.get(socket).view();
    }

    /** How many sockets the worker receives from. */
    public int sockets() {
        return watches.size();
    }

    /** What the kernel's own records of deliveries tell this worker, or why they do not, for a person. */
    public String kernelWitness() {
        return kernelWitnesses.describe();
    }

    /** How often records of the kernel were lost, so that packets fell back to being inferred. */
    public long kernelWitnessOverruns() {
        return kernelWitnesses.overruns();
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

    /** Packets that got no event because the journal's packet policy leaves them out. */
    public long eventsLeftOut() {
        return publisher == null ? 0 : publisher.leftOut();
    }

    /** The channels of its framed sockets, in the order of their first sockets; empty where none is framed. */
    public List<FeedStatus> feeds() {
        return feeds;
    }

    /** Events of feeds that are not in the journal because the ring to the journal thread was half full. */
    public long feedEventsDropped() {
        return publisher == null ? 0 : publisher.feedEventsDropped();
    }
}
