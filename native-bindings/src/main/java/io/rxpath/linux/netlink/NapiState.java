package io.rxpath.linux.netlink;

/**
 * One NAPI instance and its settings as the kernel tells them. What it does not tell is -1.
 *
 * @param id the NAPI id, as SO_INCOMING_NAPI_ID gives it
 * @param interfaceIndex the device it belongs to
 * @param irq its interrupt line; -1 on devices without
 * @param pid the thread that polls it in threaded mode, else -1
 * @param deferHardIrqs how often its timer may find nothing before the interrupt is enabled again
 * @param groFlushTimeoutNs its timer's period, nanoseconds
 * @param irqSuspendTimeoutNs how long interrupts stay off while an application polls by epoll, nanoseconds
 * @param threaded 0 softirq, 1 its own kernel thread, 2 a kernel thread that polls all the time
 */
public record NapiState(int id, int interfaceIndex, int irq, int pid, long deferHardIrqs,
        long groFlushTimeoutNs, long irqSuspendTimeoutNs, int threaded) {

    private static final int IFINDEX = 1;
    private static final int ID = 2;
    private static final int IRQ = 3;
    private static final int PID = 4;
    private static final int DEFER_HARD_IRQS = 5;
    private static final int GRO_FLUSH_TIMEOUT = 6;
    private static final int IRQ_SUSPEND_TIMEOUT = 7;
    private static final int THREADED = 8;

    /** Reads {@code NETDEV_A_NAPI_*}, source include/uapi/linux/netdev.h; unknown attributes are skipped. */
    static NapiState read(NetlinkAttributes attributes) {
        long[] values = {-1, -1, -1, -1, -1, -1, -1, -1, -1};
        while (attributes.next()) {
            if (attributes.type() < values.length) {
                values[attributes.type()] = attributes.unsigned();
            }
        }
        return new NapiState((int) values[ID], (int) values[IFINDEX], (int) values[IRQ], (int) values[PID],
                values[DEFER_HARD_IRQS], values[GRO_FLUSH_TIMEOUT], values[IRQ_SUSPEND_TIMEOUT],
                (int) values[THREADED]);
    }
}
