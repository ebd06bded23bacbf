package io.rxpath.linux.probe;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.netlink.NetdevFamily;

/** Whether NAPI instances can be read and their timers set, asked of the kernel about an id that no NAPI has. */
final class NapiSettings {
    private static final int NO_NAPI = Integer.MAX_VALUE;

    Capability netdev() {
        return Capability.unlessRefused("netdev-netlink", () -> {
            try (NetdevFamily family = NetdevFamily.open()) {
                family.napiGet(NO_NAPI);
                return "the kernel's netdev family answers napi-get";
            }
        });
    }

    /** The kernel checks the privilege before it looks for the NAPI, so that nothing has to be changed to know. */
    Capability timers() {
        return Capability.unlessRefused("napi-timers", () -> {
            try (NetdevFamily family = NetdevFamily.open()) {
                family.napiSet(NO_NAPI, 0, 0, -1);
            } catch (LinuxException e) {
                if (!e.is(Errno.ENOENT)) {
                    throw e;
                }
            }
            return "defer-hard-irqs and gro-flush-timeout can be set per NAPI";
        });
    }
}
