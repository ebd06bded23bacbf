package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/**
 * How an epoll instance busy-polls ({@code struct epoll_params}, linux/eventpoll.h, since Linux 6.9).
 *
 * @param busyPollUsecs how long a wait polls the device before it sleeps, in units of 1.024 µs, 0 or more; with 0
 *     net.core.busy_poll decides
 * @param budget the most packets one poll takes, 0 to 65535; 0 is the kernel's 8, above 64 needs CAP_NET_ADMIN
 * @param prefer whether busy polling goes before softirq processing; acts only where the NAPI defers its interrupts
 */
public record BusyPollParams(int busyPollUsecs, int budget, boolean prefer) {
    /** Packets that one poll takes at most where nothing is asked for (BUSY_POLL_BUDGET, include/net/busy_poll.h). */
    public static final int DEFAULT_BUDGET = 8;

    // struct epoll_params { u32 busy_poll_usecs; u16 busy_poll_budget; u8 prefer_busy_poll; u8 __pad; };
    private static final int BUDGET = 4;
    private static final int PREFER = 6;
    private static final int PAD = 7;

    /** Refuses what the struct cannot hold. */
    public BusyPollParams {
        if (busyPollUsecs < 0) {
            throw new IllegalArgumentException("a busy poll of " + busyPollUsecs + " us: give 0 or more");
        }
        if (budget < 0 || budget > 0xffff) {
            throw new IllegalArgumentException("a busy-poll budget of " + budget + ": give 0 to 65535");
        }
    }

    void encode(MemorySegment memory) {
        memory.set(JAVA_INT, 0, busyPollUsecs);
        memory.set(JAVA_SHORT, BUDGET, (short) budget);
        memory.set(JAVA_BYTE, PREFER, (byte) (prefer ? 1 : 0));
        memory.set(JAVA_BYTE, PAD, (byte) 0);
    }

    static BusyPollParams decode(MemorySegment memory) {
        return new BusyPollParams(memory.get(JAVA_INT, 0), memory.get(JAVA_SHORT, BUDGET) & 0xffff,
                memory.get(JAVA_BYTE, PREFER) != 0);
    }
}
