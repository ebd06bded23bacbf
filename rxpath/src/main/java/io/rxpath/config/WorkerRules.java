package io.rxpath.config;

import io.rxpath.poller.EngineKind;
import io.rxpath.poller.PollEngine;
import java.util.Locale;

/** The rules of one worker, its name and CPU apart. */
final class WorkerRules {
    /** A stop waits for the window to end. */
    private static final int MAX_WINDOW_USECS = (int) (PollEngine.MAX_WINDOW_NS / 1_000);
    /** Nothing waits for it. */
    private static final int MAX_SPIN_WINDOW_USECS = (int) (PollEngine.MAX_SPIN_WINDOW_NS / 1_000);

    private final String path;
    private final WorkerConfig worker;
    private final Findings findings;

    WorkerRules(String path, WorkerConfig worker, Findings findings) {
        this.path = path;
        this.worker = worker;
        this.findings = findings;
    }

    void check() {
        findings.rule(worker.batch() >= 1 && worker.batch() <= 64, path + ".batch", worker.batch(),
                "a number of datagrams from 1 to 64");
        findings.rule(worker.maxPayloadBytes() >= 64 && worker.maxPayloadBytes() <= 65_535,
                path + ".max-payload", Quantity.SIZE.format(worker.maxPayloadBytes()),
                "a size from 64B to 65535B");
        findings.rule(!worker.sockets().isEmpty(), path + ".sockets", "an empty list", "one socket or more");
        if (findings.sound(path + ".engine")) {
            engine();
            sockets();
        }
        final int budget = worker.busyPoll().budget();
        findings.rule(budget >= 0 && budget <= 65_535, path + ".busy-poll.budget", budget,
                "a number of packets from 1 to 65535, or 0 for the kernel's default,");
    }

    private void engine() {
        final int window = worker.busyPoll().windowUsecs();
        final String windowPath = path + ".busy-poll.window";
        final boolean readable = findings.sound(path + ".busy-poll");
        if (worker.engine() == EngineKind.INTERRUPT) {
            if (window != 0) {
                findings.rule(windowPath, "is " + window + "us, but the interrupt engine does not busy-poll: "
                        + "no busy-poll block, a window of 0, or another engine is wanted");
            }
            without(worker.busyPoll().prefer(), ".busy-poll.prefer", "true");
            without(worker.busyPoll().budget() > 0, ".busy-poll.budget",
                    Integer.toString(worker.busyPoll().budget()));
        } else {
            final boolean spinning = worker.engine() == EngineKind.SPINNING;
            final int most = spinning ? MAX_SPIN_WINDOW_USECS : MAX_WINDOW_USECS;
            findings.rule(window >= 1 && window <= most || !readable, windowPath,
                    window == 0 ? "missing or 0" : window + "us",
                    "for the " + engineName() + " engine a time from 1us to " + most + "us, "
                            + (spinning
                                    ? "after which empty calls count as an opportunity missed,"
                                    : "longer than the usual gap between packets,"));
        }
    }

    private void without(boolean given, String key, String value) {
        if (given) {
            findings.rule(path + key, "is " + value + ", but the interrupt engine does not busy-poll: "
                    + "no busy-poll block, or another engine, is wanted");
        }
    }

    private void sockets() {
        final int sockets = worker.sockets().size();
        if (worker.engine() == EngineKind.SPINNING || worker.engine() == EngineKind.EPOLL) {
            findings.rule(sockets <= WorkerConfig.MAX_SOCKETS, path + ".sockets", "a list of " + sockets,
                    "a list of 1 to " + WorkerConfig.MAX_SOCKETS + " sockets");
        } else if (sockets > 1) {
            findings.rule(path + ".sockets",
                    "has " + sockets + " sockets, but the " + engineName() + " engine receives from one: "
                            + "a worker for each, or engine = spinning or epoll, is wanted");
        }
    }

    private String engineName() {
        return worker.engine().name().toLowerCase(Locale.ROOT);
    }
}
