package io.rxpath.lab.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words of the report and what they mean, each in a sentence. */
final class Words {
    /** Stands in the journal where a branch needs no cause; not worth a line. */
    static final String NO_CAUSE = "NONE";

    private static final Map<String, String> CAUSES = Map.ofEntries(
            Map.entry("PREEMPTED", "another thread was given the core"),
            Map.entry("MIGRATED", "the thread was moved to another core"),
            Map.entry("STOPPED", "a signal or a frozen group held the thread"),
            Map.entry("JVM_PAUSE", "the JVM held the thread outside the receive call and the handler"),
            Map.entry("STALLED",
                    "the core was lost without a switch: an interrupt, firmware or the hypervisor"),
            Map.entry("IRQ_MODE", "no busy poll was configured: the interrupt-driven baseline"),
            Map.entry("NOT_ARMED", "busy poll was wanted but not in force"),
            Map.entry("WINDOW_EXPIRED", "the busy-poll window had run out and the thread slept"),
            Map.entry("AWAY", "the thread was in the handler or draining a queue"),
            Map.entry("RACED", "the thread was in a receive call but did not own the NAPI"),
            Map.entry("LATE_POLL", "our own poll took it, but after it had waited long in the ring"),
            Map.entry("SIBLING_STARVED", "our polling kept a sibling thread off its core"),
            Map.entry("NO_STAMP", "the packet carried no usable stamp"),
            Map.entry("CONTESTED", "the evidence does not decide who delivered it"));

    private Words() {
    }

    /** What a cause means; empty for one this report does not know. */
    static String cause(String cause) {
        return CAUSES.getOrDefault(cause, "");
    }

    /** What the feed of a phase is called. */
    static String feed(String feed) {
        return switch (feed) {
            case "steady" -> "Steady feed";
            case "bursts" -> "Bursty feed";
            case "capture" -> "Replayed capture";
            default -> "Feed " + feed;
        };
    }

    /** The glossary, in the order it is read. */
    static Map<String, String> glossary() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("HOT_POLL",
                "The poll thread took the packet from the device itself, by busy poll, and in time.");
        words.put("CPU_STEAL",
                "The thread was off the core against its will for most of the packet's latency.");
        words.put("FALLBACK_IRQ",
                "The packet came by interrupt or timer (softirq), or by a poll that came late. In"
                        + " a phase without busy poll that is the baseline and its cause is IRQ_MODE.");
        words.put("UNKNOWN",
                "The evidence does not decide between the branches, or there is no stamp. Such packets"
                        + " are counted and shown, never added to another branch.");
        words.put("Send to app",
                "From the sender's clock just before it sends, to the clock after the receive call"
                        + " that returned the packet. The figure of the headline and of the histograms.");
        words.put("Ingress to app",
                "From the kernel's software stamp (or the device's, where it has one) to the"
                        + " same moment. A software stamp is taken after the packet left the device ring.");
        words.put("Unseen",
                "The most a packet can have waited in the ring before its software stamp: what ingress"
                        + " to app cannot see.");
        words.put("Window",
                "How long one receive call polls an empty queue before the thread sleeps (SO_BUSY_POLL).");
        words.put("Opportunity",
                "One stretch of polling that begins with an empty queue. It ends with packets we"
                        + " took (a hit), packets someone else delivered, packets of which that is unknown, or the end of"
                        + " the window.");
        words.put("Hit ratio", "Hits over the opportunities of which it is known who delivered.");
        words.put("Waste ratio", "The share of the time spent polling that brought no packet.");
        words.put("CPU", "The poll thread's CPU time over the wall time.");
        words.put("Lost in the ring",
                "Packets the full device ring refused. On a veth pair only the sender's device"
                        + " counts them.");
        words.put("Lost in the socket", "Packets that found the socket's receive buffer full.");
        words.put("p50, p99, p99.9", "The latency that 50, 99 and 99.9 of 100 packets do not exceed.");
        return words;
    }
}
