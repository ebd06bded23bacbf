package io.rxpath.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No two sockets of a receiver want the same port where the kernel gives it to one of them only. */
final class PortRules {
    private final Findings findings;
    private final Map<Integer, List<Placed>> byPort = new HashMap<>();

    /** A socket and where it stands. */
    private record Placed(String path, SocketConfig socket) {
    }

    PortRules(Findings findings) {
        this.findings = findings;
    }

    /** Checks a socket against those before it; one that is wrong in itself is left out. */
    void check(String path, SocketConfig socket) {
        if (!findings.sound(path + ".port", path + ".bind", path + ".group", path + ".device")) {
            return;
        }
        final List<Placed> others = byPort.computeIfAbsent(socket.port(), port -> new ArrayList<>());
        for (Placed other : others) {
            if (SocketOverlap.excludes(other.socket(), socket)) {
                findings.rule(path + ".port",
                        "is " + socket.port() + ", which " + other.path()
                                + " holds already at an address and device that overlap with these: "
                                + "a port, a bind address or a device of its own is wanted");
                return;
            }
        }
        others.add(new Placed(path, socket));
    }
}
