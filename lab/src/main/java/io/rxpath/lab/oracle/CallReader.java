package io.rxpath.lab.oracle;

/** Reads the watched thread's receive calls, and what happened during them. */
final class CallReader {
    private static final int NET_RX = 3;
    /** A softirq that was raised owns the NAPI and begins so much later: with the interrupt's end or bottom halves on. */
    private static final long RAISED_NS = 5_000;

    private final Trace trace;
    private final CallTimeline calls;
    private final DelivererRule rule;
    private final boolean[] inNetRx;
    private int softirqs;
    private boolean open;
    private boolean anyCall;

    CallReader(Trace trace, CallTimeline calls) {
        this.trace = trace;
        this.calls = calls;
        rule = new DelivererRule(trace);
        inNetRx = new boolean[Cpus.of(trace)];
    }

    void readAll() {
        for (int i = 0; i < trace.size(); i++) {
            switch (trace.kind(i)) {
                case SYSCALL_ENTER -> entered(i);
                case SYSCALL_EXIT -> exited(i);
                case NAPI_POLL -> {
                    if (open && rule.ours(i) && trace.device(i) != Trace.NO_DEVICE) {
                        calls.poll(trace.timeNs(i), trace.device(i));
                    }
                }
                case SOFTIRQ_ENTRY -> softirq(i, true);
                case SOFTIRQ_EXIT -> softirq(i, false);
                default -> {
                }
            }
        }
    }

    private void entered(int i) {
        anyCall = true;
        open = concerns(i);
        if (open) {
            calls.enter(trace.timeNs(i), trace.a(i), (int) trace.address(i));
            if (softirqs > 0) {
                calls.crowd();
            }
        }
    }

    private void exited(int i) {
        if (!anyCall && concerns(i)) {
            // It was under way when the trace began; what it did before is not known.
            calls.enter(trace.timeNs(0), trace.a(i), CallTimeline.UNKNOWN_DESCRIPTOR);
            calls.crowd();
            open = true;
        }
        anyCall = true;
        if (open) {
            calls.exit(trace.timeNs(i), trace.address(i) > 0);
        }
        open = false;
    }

    private void softirq(int i, boolean entry) {
        int cpu = trace.cpu(i);
        if (trace.a(i) != NET_RX || inNetRx[cpu] == entry) {
            return;
        }
        inNetRx[cpu] = entry;
        softirqs += entry ? 1 : -1;
        if (open) {
            calls.crowd();
        }
        if (entry) {
            calls.crowdSince(trace.timeNs(i) - RAISED_NS);
        } else {
            calls.softirqEnded();
        }
    }

    private boolean concerns(int i) {
        return SystemCalls.receives(trace.a(i)) || SystemCalls.waits(trace.a(i));
    }
}
