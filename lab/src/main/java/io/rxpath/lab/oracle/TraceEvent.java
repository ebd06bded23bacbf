package io.rxpath.lab.oracle;

/**
 * What a record of a {@link Trace} says. Each kind names the kernel's events it stands for and what the record's
 * columns {@code address}, {@code a} and {@code b} then hold; columns not named are zero.
 */
public enum TraceEvent {
    /**
     * net:napi_gro_receive_entry, net:napi_gro_frags_entry: a driver hands a packet to the stack. Address of the skb; a =
     * bytes without the Ethernet header, b = ethertype; the device.
     */
    GRO_RECEIVE,
    /** napi:napi_poll, empty polls too: a poll is over. Address of the NAPI; a = packets taken, b = budget; the device. */
    NAPI_POLL,
    /** net:netif_receive_skb: a packet enters the protocols. Address of the skb; a = bytes; the device. */
    NETIF_RECEIVE,
    /** skb:kfree_skb: a packet is dropped. Address of the skb; a = reason. */
    FREE,
    /** sched:sched_switch away from the watched thread. a = the state it leaves in, b = the next thread. */
    SWITCH_OUT,
    /** sched:sched_switch to the watched thread. b = the thread before it. */
    SWITCH_IN,
    /** sched:sched_wakeup of the watched thread. a = the CPU it shall run on. */
    WAKEUP,
    /** irq:softirq_entry. a = vector. */
    SOFTIRQ_ENTRY,
    /** irq:softirq_exit. a = vector. */
    SOFTIRQ_EXIT,
    /** timer:hrtimer_expire_entry. Address of the function; a = 1 where that is napi_watchdog. */
    TIMER_EXPIRE,
    /** irq:irq_handler_entry. a = interrupt line. */
    IRQ_ENTRY,
    /** irq:irq_handler_exit. a = interrupt line. */
    IRQ_EXIT,
    /** An irq_vectors event's entry: local timer, reschedule, call function, irq work. a = vector. */
    VECTOR_ENTRY,
    /** Its exit. a = vector. */
    VECTOR_EXIT,
    /** raw_syscalls:sys_enter of the watched thread. Address: the first argument; a = number. */
    SYSCALL_ENTER,
    /** raw_syscalls:sys_exit of the watched thread. Address: the result; a = number. */
    SYSCALL_EXIT,
    /** PERF_RECORD_SWITCH: the watched thread leaves its CPU. a = 1 where it was preempted. */
    PERF_SWITCH_OUT,
    /** PERF_RECORD_SWITCH: the watched thread comes onto a CPU. */
    PERF_SWITCH_IN
}
