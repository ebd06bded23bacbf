package io.rxpath.lab.oracle;

import io.rxpath.linux.tracing.EventField;
import io.rxpath.linux.tracing.EventFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * A tracepoint that is recorded, and which of its fields become the columns of a {@link Trace}.
 *
 * @param system for example {@code napi}
 * @param name for example {@code napi_poll}
 * @param kind what its records become
 * @param required whether a trace without it is worth nothing; else it is left out where the kernel lacks it
 * @param filter which records are kept
 * @param device the field that names the device, empty where there is none
 * @param address the field for the column {@code address}, empty where there is none; likewise the others
 */
record KernelEvent(String system, String name, TraceEvent kind, boolean required, Filter filter,
        String device, String address, String a, String b) {
    /** Which records of an event are kept. */
    enum Filter {
        ALL, DEVICES, SWITCHES_OF_THREAD, WAKEUPS_OF_THREAD, IN_THREAD, NAPI_WATCHDOG
    }

    /** All that is recorded, but for the switches from perf. */
    static List<KernelEvent> all() {
        List<KernelEvent> all = new ArrayList<>();
        all.add(packet("napi_gro_receive_entry", TraceEvent.GRO_RECEIVE, true, "protocol"));
        all.add(packet("napi_gro_frags_entry", TraceEvent.GRO_RECEIVE, false, "protocol"));
        all.add(packet("netif_receive_skb", TraceEvent.NETIF_RECEIVE, true, ""));
        all.add(new KernelEvent("napi", "napi_poll", TraceEvent.NAPI_POLL, true, Filter.DEVICES, "dev_name",
                "napi", "work", "budget"));
        all.add(new KernelEvent("skb", "kfree_skb", TraceEvent.FREE, true, Filter.ALL, "", "skbaddr",
                "reason", ""));
        all.add(new KernelEvent("sched", "sched_switch", TraceEvent.SWITCH_OUT, true,
                Filter.SWITCHES_OF_THREAD, "", "prev_pid", "prev_state", "next_pid"));
        all.add(new KernelEvent("sched", "sched_wakeup", TraceEvent.WAKEUP, true, Filter.WAKEUPS_OF_THREAD,
                "", "", "target_cpu", ""));
        all.add(everywhere("irq", "softirq_entry", TraceEvent.SOFTIRQ_ENTRY, true, "vec"));
        all.add(everywhere("irq", "softirq_exit", TraceEvent.SOFTIRQ_EXIT, true, "vec"));
        all.add(everywhere("irq", "irq_handler_entry", TraceEvent.IRQ_ENTRY, true, "irq"));
        all.add(everywhere("irq", "irq_handler_exit", TraceEvent.IRQ_EXIT, true, "irq"));
        for (String vector : List.of("local_timer", "reschedule", "call_function", "call_function_single",
                "irq_work")) {
            all.add(everywhere("irq_vectors", vector + "_entry", TraceEvent.VECTOR_ENTRY, false, "vector"));
            all.add(everywhere("irq_vectors", vector + "_exit", TraceEvent.VECTOR_EXIT, false, "vector"));
        }
        all.add(new KernelEvent("timer", "hrtimer_expire_entry", TraceEvent.TIMER_EXPIRE, true,
                Filter.NAPI_WATCHDOG, "", "function", "", ""));
        all.add(new KernelEvent("raw_syscalls", "sys_enter", TraceEvent.SYSCALL_ENTER, true, Filter.IN_THREAD,
                "", "args", "id", ""));
        all.add(new KernelEvent("raw_syscalls", "sys_exit", TraceEvent.SYSCALL_EXIT, true, Filter.IN_THREAD,
                "", "ret", "id", ""));
        return all;
    }

    private static KernelEvent packet(String name, TraceEvent kind, boolean required, String b) {
        return new KernelEvent("net", name, kind, required, Filter.DEVICES, "name", "skbaddr", "len", b);
    }

    private static KernelEvent everywhere(String system, String name, TraceEvent kind, boolean required,
            String a) {
        return new KernelEvent(system, name, kind, required, Filter.ALL, "", "", a, "");
    }

    /**
     * What its filter file must hold for a recording; {@code 0} for no filter.
     *
     * @param watchdog the address of napi_watchdog, 0 where it is not known
     */
    String filterText(int tid, List<String> devices, long watchdog) {
        return switch (filter) {
            case ALL -> "0";
            case DEVICES -> {
                List<String> tests = new ArrayList<>();
                devices.forEach(it -> tests.add(device + " == \"" + it + "\""));
                yield String.join(" || ", tests);
            }
            case SWITCHES_OF_THREAD -> "prev_pid == " + tid + " || next_pid == " + tid;
            case WAKEUPS_OF_THREAD -> "pid == " + tid;
            case IN_THREAD -> "common_pid == " + tid;
            case NAPI_WATCHDOG -> watchdog == 0 ? "0" : "function == 0x" + Long.toHexString(watchdog);
        };
    }

    /** Where the columns lie in a record of this kernel. */
    EventShape shape(EventFormat format) {
        return new EventShape(format.id(), kind, field(format, address), field(format, a), field(format, b),
                field(format, device));
    }

    /** A field by its name; of an array its first number. */
    static RecordField field(EventFormat format, String name) {
        if (name.isEmpty()) {
            return RecordField.NONE;
        }
        EventField field = format.field(name);
        boolean array = field.size() > Long.BYTES;
        return new RecordField(field.offset(), array ? Long.BYTES : field.size(), field.signed());
    }
}
