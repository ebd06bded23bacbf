package io.rxpath.linux.probe;

import io.rxpath.linux.Errno;
import io.rxpath.linux.LibcScheduling;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What the user may ask of the scheduler, the memory and the tracer. */
final class ProcessRights {
    private static final int SCHED_FIFO = 1;
    private static final int CAP_IPC_LOCK = 14;
    private static final String EVENT = "/events/net/napi_gro_receive_entry/id";

    private final HostFiles files;

    ProcessRights(HostFiles files) {
        this.files = files;
    }

    /** Tried on a thread that ends at once: the calling one keeps its scheduling. */
    Capability realtime() {
        int[] result = new int[1];
        Thread attempt = Thread.ofPlatform().name("probe-realtime").start(() -> {
            try (Arena scratch = Arena.ofConfined()) {
                MemorySegment priority = scratch.allocateFrom(ValueLayout.JAVA_INT, 1);
                result[0] = LibcScheduling.sched_setscheduler(0, SCHED_FIFO, priority);
            }
        });
        try {
            attempt.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Capability("realtime-scheduling", false, "interrupted while trying");
        }
        return Capability.unlessRefused("realtime-scheduling", () -> {
            LinuxException.check(result[0], "sched_setscheduler(SCHED_FIFO, 1)",
                    Errno.EPERM.is(result[0])
                            ? "run as root or with CAP_SYS_NICE, or raise the rtprio limit (ulimit -r)"
                            : "");
            return "SCHED_FIFO is accepted (kernel.sched_rt_runtime_us "
                    + files.text("proc/sys/kernel/sched_rt_runtime_us", "not told") + ")";
        });
    }

    /** By the limit in force: locking a whole process only to ask would be no mere question. */
    Capability memoryLock() {
        // The kernel asks for the capability in the initial user namespace (can_do_mlock in mm/mlock.c).
        if (Namespaces.initialUserNamespace(files.root())
                && Namespaces.hasCapability(files.root(), CAP_IPC_LOCK)) {
            return new Capability("memory-lock", true, "without limit, by CAP_IPC_LOCK");
        }
        String limit = files.field("proc/self/limits", "Max locked memory").split("\\s+")[0];
        if (limit.equals("unlimited")) {
            return new Capability("memory-lock", true, "the limit is unlimited");
        }
        return new Capability("memory-lock", false, "the limit is "
                + (limit.isEmpty() ? "not told" : limit + " bytes")
                + ", less than a Java process: run as root or raise it (ulimit -l, LimitMEMLOCK=infinity)");
    }

    Capability tracefs() {
        for (String mount : new String[]{"sys/kernel/tracing", "sys/kernel/debug/tracing"}) {
            if (files.readable(mount + EVENT)) {
                return new Capability("tracefs", true, "/" + mount + ", the NAPI delivery event is readable");
            }
        }
        if (files.text("proc/filesystems").contains("tracefs")) {
            return new Capability("tracefs", false,
                    mounted()
                            ? "it is mounted but not readable for this user: run as root"
                            : "it is not mounted: as root, mount -t tracefs tracefs /sys/kernel/tracing");
        }
        return new Capability("tracefs", false, "this kernel was built without tracing");
    }

    private boolean mounted() {
        return files.text("proc/self/mounts").lines().anyMatch(line -> line.contains(" tracefs "));
    }
}
