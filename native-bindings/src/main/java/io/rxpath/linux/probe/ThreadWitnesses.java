package io.rxpath.linux.probe;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.perf.SwitchRing;
import io.rxpath.linux.rseq.PreemptionFlag;

/** What can tell a thread that it was off its processor, tried on the calling thread. */
final class ThreadWitnesses {
    private static final int SLEEP_USECS = 100;

    private final HostFiles files;

    ThreadWitnesses(HostFiles files) {
        this.files = files;
    }

    /** Sleeps once and looks whether the switch was recorded: opening alone proves little. */
    Capability switchRecords() {
        try (SwitchRing ring = SwitchRing.open()) {
            Libc.usleep(SLEEP_USECS);
            return ring.next()
                    ? new Capability("switch-records", true,
                            "exact times of the own thread's switches (kernel.perf_event_paranoid "
                                    + files.text("proc/sys/kernel/perf_event_paranoid", "not told") + ")")
                    : new Capability("switch-records", false,
                            "perf_event_open is allowed, but a sleep of the own thread left no record");
        } catch (LinuxException e) {
            return new Capability("switch-records", false, e.getMessage());
        }
    }

    Capability rseq() {
        return Capability.unlessRefused("rseq", () -> {
            PreemptionFlag.ofThread().arm();
            return "registered by glibc for each thread, its preemption flag can be armed";
        });
    }
}
