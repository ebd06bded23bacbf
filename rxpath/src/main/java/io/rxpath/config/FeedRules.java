package io.rxpath.config;

import io.rxpath.feed.Framing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What sockets must agree on that are lines of one channel. */
final class FeedRules {
    private final List<WorkerConfig> workers;
    private final Findings findings;

    FeedRules(List<WorkerConfig> workers, Findings findings) {
        this.workers = workers;
        this.findings = findings;
    }

    /** A socket that names a channel, and where it stands. */
    private record Line(String path, int worker, SocketConfig socket) {
        boolean isFramed() {
            return socket.framing() != Framing.NONE;
        }

        String channel() {
            return (socket.venue() + " " + socket.channel()).strip();
        }
    }

    void check() {
        final Map<List<String>, List<Line>> channels = new HashMap<>();
        for (int w = 0; w < workers.size(); w++) {
            final String sockets = "rxpath.workers[" + w + "].sockets";
            for (int s = 0; findings.sound(sockets) && s < workers.get(w).sockets().size(); s++) {
                final Line line = new Line(sockets + "[" + s + "]", w, workers.get(w).sockets().get(s));
                named(line);
                if (!line.socket.channel().isEmpty() && isSound(line)) {
                    channels.computeIfAbsent(List.of(line.socket.venue(), line.socket.channel()),
                            it -> new ArrayList<>()).add(line);
                }
            }
        }
        channels.values().stream().filter(lines -> lines.stream().anyMatch(Line::isFramed))
                .forEach(this::channel);
    }

    private boolean isSound(Line line) {
        return findings.sound(line.path, line.path + ".framing", line.path + ".venue",
                line.path + ".channel");
    }

    private void named(Line line) {
        if (line.socket.line().isEmpty() || !isSound(line)) {
            return;
        }
        final String is = "is \"" + line.socket.line() + "\", but ";
        if (!line.isFramed()) {
            findings.rule(line.path + ".line",
                    is + "nothing says how the feed numbers its datagrams: a framing, or no line, is wanted");
        } else if (line.socket.channel().isEmpty()) {
            findings.rule(line.path + ".line",
                    is + "nothing says of which channel: a channel, or no line, is wanted");
        }
    }

    private void channel(List<Line> lines) {
        final Line first = lines.stream().filter(Line::isFramed).findFirst().orElseThrow();
        final Set<String> names = new HashSet<>();
        for (Line line : lines) {
            if (line.worker != first.worker) {
                if (line.isFramed()) {
                    findings.rule(line.path + ".channel", "is that of " + first.path + " (" + line.channel()
                            + "), where another worker receives: lines of one channel are compared by one"
                            + " worker, so one worker for both, or another channel, is wanted");
                }
            } else if (line.socket.framing() != first.socket.framing()) {
                findings.rule(line.path + ".framing",
                        "is " + line.socket.framing().word() + ", but " + first.path
                                + " of the same channel (" + line.channel() + ") has "
                                + first.socket.framing().word()
                                + ": the same framing for both, or another channel, is wanted");
            } else if (!names.add(line.socket.line()) && findings.sound(line.path + ".line")) {
                findings.rule(line.path + ".line",
                        line.socket.line().isEmpty()
                                ? "is missing: the channel " + line.channel()
                                        + " has several lines, so a name for each,"
                                        + " for example A and B, is wanted"
                                : "is \"" + line.socket.line() + "\", which another line of the channel "
                                        + line.channel() + " is already: names of their own are wanted");
            }
        }
    }
}
