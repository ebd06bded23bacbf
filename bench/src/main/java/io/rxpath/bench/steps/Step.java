package io.rxpath.bench.steps;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A step of the hot path, measured by itself. */
public enum Step {
    /** What everything else is compared to. */
    BARE_CALL("bare system call", "linux.CallSteps.bareCall"),
    /** Reading the realtime clock. */
    CLOCK("realtime clock", "linux.CallSteps.clock"),
    /** A receive call that returns one datagram. */
    RECEIVE_1("receive call for 1", "linux.ReceiveSteps.receive", 1),
    /** The same by recvmmsg, which the receiver does not do for one. */
    RECEIVE_VECTOR_1("recvmmsg for 1", "linux.ReceiveSteps.vector", 1),
    /** A receive call that returns 64. */
    RECEIVE_64("receive call for 64", "linux.ReceiveSteps.receive", 64),
    /** The same with the sources, which are asked for where they are configured. */
    RECEIVE_NAMED_64("recvmmsg for 64 with sources", "linux.ReceiveSteps.sources", 64),
    /** The control messages of one datagram. */
    PARSE_1("control messages of 1", "poller.BatchSteps.parse", 1),
    /** The control messages of 64. */
    PARSE_64("control messages of 64", "poller.BatchSteps.parse", 64),
    /** Entering a call into the thread's record. */
    ENTER_CALL("enter a call", "ClassifySteps.call", Map.of("deliverer", "BUSY_POLL")),
    /** Judging a packet that our own poll took. */
    CLASSIFY_POLLED("classify, our own poll's", "ClassifySteps.classify", Map.of("deliverer", "BUSY_POLL"), 1,
            ENTER_CALL),
    /** Judging a packet that a softirq delivered. */
    CLASSIFY_SOFTIRQ("classify, a softirq's", "ClassifySteps.classify", Map.of("deliverer", "SOFTIRQ"), 1,
            ENTER_CALL),
    /** What is counted of a packet. */
    COUNT_PACKET("count a packet", "telemetry.counter.CounterSteps.record"),
    /** What is counted of a turn. */
    COUNT_TURN("count a turn", "poller.PollCounterSteps.count"),
    /** Judging a packet of a feed by its numbers, over two lines. */
    FEED("judge a packet of a feed", "feed.FeedSteps.judge", Map.of(), 2, null),
    /** An event into the ring. */
    PUBLISH("publish an event", "telemetry.journal.PublishSteps.publish"),
    /** Making a batch of one as a receive call leaves it. */
    BATCH_1("make a batch of 1", "WorkerSteps.batch", worker(1, false)),
    /** Making a batch of 64. */
    BATCH_64("make a batch of 64", "WorkerSteps.batch", worker(64, false), 64, null),
    /** The whole way of a batch of one, without events. */
    WORKER_1("worker, batch of 1", "WorkerSteps.onBatch", worker(1, false), 1, BATCH_1),
    /** The whole way of a batch of 64, without events. */
    WORKER_64("worker, batch of 64", "WorkerSteps.onBatch", worker(64, false), 64, BATCH_64),
    /** The whole way of a batch of one, with events. */
    WORKER_PUBLISH_1("worker, batch of 1, publishing", "WorkerSteps.onBatch", worker(1, true), 1, BATCH_1),
    /** The whole way of a batch of 64, with events. */
    WORKER_PUBLISH_64("worker, batch of 64, publishing", "WorkerSteps.onBatch", worker(64, true), 64,
            BATCH_64),
    /** A turn of the poller around the receive call and the worker, which cost nothing. */
    TURN("turn of the poller by itself", "poller.TurnSteps.turn");

    private static final String PACKAGE = "io.rxpath.";

    private final String title;
    private final String benchmark;
    private final Map<String, String> parameters;
    private final int packets;
    private final Step preparation;

    Step(String title, String benchmark) {
        this(title, benchmark, Map.of());
    }

    Step(String title, String benchmark, int packets) {
        this(title, benchmark, Map.of("packets", Integer.toString(packets)), packets, null);
    }

    Step(String title, String benchmark, Map<String, String> parameters) {
        this(title, benchmark, parameters, 1, null);
    }

    Step(String title, String benchmark, Map<String, String> parameters, int packets, Step preparation) {
        this.title = title;
        this.benchmark = benchmark;
        this.parameters = parameters;
        this.packets = packets;
        this.preparation = preparation;
    }

    private static Map<String, String> worker(int packets, boolean publishing) {
        return Map.of("packets", Integer.toString(packets), "publishing", Boolean.toString(publishing));
    }

    /** What a user writes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The step that a user wrote. */
    public static Optional<Step> of(String key) {
        return Arrays.stream(values()).filter(step -> step.key().equals(key)).findFirst();
    }

    /** What a person reads. */
    public String title() {
        return title;
    }

    /** The JMH benchmark, class and method. */
    public String benchmark() {
        return PACKAGE + benchmark;
    }

    /** The values of its parameters. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Packets of one invocation, by which its figures are divided. */
    public int packets() {
        return packets;
    }

    /** What each invocation has to do beforehand: measured by itself and taken off. */
    public Optional<Step> preparation() {
        return Optional.ofNullable(preparation);
    }
}
