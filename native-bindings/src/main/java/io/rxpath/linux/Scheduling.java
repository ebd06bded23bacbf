package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * The scheduling policy of the calling thread (sched(7)). Threads it starts afterwards inherit it.
 *
 * <pre>
 * struct sched_param {
 *     int sched_priority;
 * };
 * </pre>
 */
public final class Scheduling {
    // asm/unistd_64.h, sys/resource.h
    private static final long SYS_SETPRIORITY = 141;
    private static final long PRIO_PROCESS = 0;
    // linux/sched.h
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_FIFO = 1;

    private Scheduling() {
    }

    /**
     * Runs the calling thread in front of all ordinary ones until it sleeps (SCHED_FIFO). A thread that spins so keeps
     * its CPU from the kernel's own threads as well.
     *
     * @param priority 1 to 99, higher goes first
     */
    public static void fifo(int priority) {
        set(SCHED_FIFO, priority, "SCHED_FIFO",
                priority < 1 || priority > 99
                        ? "give a priority of 1 to 99"
                        : "it needs CAP_SYS_NICE or a real-time limit of at least " + priority
                                + " (ulimit -r, LimitRTPRIO=, rtprio in limits.conf)");
    }

    /** Runs the calling thread as an ordinary one (SCHED_OTHER). */
    public static void other() {
        set(SCHED_OTHER, 0, "SCHED_OTHER", "");
    }

    private static void set(int policy, int priority, String name, String advice) {
        MemorySegment parameters = CallState.ofThread().value;
        parameters.set(JAVA_INT, 0, priority);
        LinuxException.check(LibcScheduling.sched_setscheduler(0, policy, parameters),
                "sched_setscheduler(" + name + ", priority " + priority + ")", advice);
    }

    /**
     * Sets the weight of the calling thread among ordinary ones (setpriority(2)).
     *
     * @param nice -20, the heaviest, to 19
     * @return whether the kernel took it; to lower the value needs CAP_SYS_NICE or an RLIMIT_NICE
     */
    public static boolean nice(int nice) {
        return Libc.syscall(SYS_SETPRIORITY, PRIO_PROCESS, 0, nice, 0, 0) == 0;
    }
}
