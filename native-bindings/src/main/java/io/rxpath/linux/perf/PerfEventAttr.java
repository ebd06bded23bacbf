package io.rxpath.linux.perf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;

/**
 * {@code struct perf_event_attr}, the question put to perf_event_open(2).
 *
 * <pre>
 * struct perf_event_attr {                                     offset
 *     __u32 type;                                                0
 *     __u32 size;                                                4
 *     __u64 config;                                              8
 *     union { __u64 sample_period; __u64 sample_freq; };        16
 *     __u64 sample_type;                                        24
 *     __u64 read_format;                                        32
 *     __u64 disabled : 1, inherit : 1, pinned : 1,              40
 *           exclusive : 1, exclude_user : 1,
 *           exclude_kernel : 1,         bit 5
 *           exclude_hv : 1,             bit 6
 *           ...
 *           watermark : 1,              bit 14
 *           ...
 *           sample_id_all : 1,          bit 18
 *           ...
 *           use_clockid : 1,            bit 25
 *           context_switch : 1,         bit 26
 *           write_backward : 1,         bit 27
 *           ...
 *     union { __u32 wakeup_events; __u32 wakeup_watermark; };   48
 *     __u32 bp_type;                                            52
 *     union { __u64 bp_addr; ...; __u64 config1; };             56
 *     union { __u64 bp_len; ...; __u64 config2; };              64
 *     __u64 branch_sample_type;                                 72
 *     __u64 sample_regs_user;                                   80
 *     __u32 sample_stack_user;                                  88
 *     __s32 clockid;                                            92
 *     __u64 sample_regs_intr;                                   96
 *     __u32 aux_watermark;                                     104
 *     __u16 sample_max_stack;                                  108
 *     __u16 __reserved_2;                                      110
 *     __u32 aux_sample_size;                                   112
 *     __u32 __reserved_3;                                      116
 *     __u64 sig_data;                                          120
 * };                                                           128
 * </pre>
 *
 * Source: include/uapi/linux/perf_event.h.
 */
final class PerfEventAttr {
    static final StructLayout LAYOUT = MemoryLayout.structLayout(JAVA_INT.withName("type"),
            JAVA_INT.withName("size"), JAVA_LONG.withName("config"), JAVA_LONG.withName("sample_period"),
            JAVA_LONG.withName("sample_type"), JAVA_LONG.withName("read_format"), JAVA_LONG.withName("flags"),
            JAVA_INT.withName("wakeup_events"), JAVA_INT.withName("bp_type"), JAVA_LONG.withName("config1"),
            JAVA_LONG.withName("config2"), JAVA_LONG.withName("branch_sample_type"),
            JAVA_LONG.withName("sample_regs_user"), JAVA_INT.withName("sample_stack_user"),
            JAVA_INT.withName("clockid"), JAVA_LONG.withName("sample_regs_intr"),
            JAVA_INT.withName("aux_watermark"), JAVA_SHORT.withName("sample_max_stack"),
            JAVA_SHORT.withName("reserved_2"), JAVA_INT.withName("aux_sample_size"),
            JAVA_INT.withName("reserved_3"), JAVA_LONG.withName("sig_data"));

    static final int PERF_TYPE_SOFTWARE = 1;
    static final int PERF_TYPE_TRACEPOINT = 2;
    static final int PERF_COUNT_SW_DUMMY = 9;
    static final int PERF_SAMPLE_TIME = 1 << 2;
    static final int PERF_SAMPLE_CPU = 1 << 7;
    static final int PERF_SAMPLE_RAW = 1 << 10;
    static final int PERF_FORMAT_LOST = 1 << 4;
    static final int CLOCK_MONOTONIC = 1;

    static final long DISABLED = 1;
    static final long EXCLUDE_KERNEL = 1L << 5;
    static final long EXCLUDE_HV = 1L << 6;
    static final long WATERMARK = 1L << 14;
    static final long SAMPLE_ID_ALL = 1L << 18;
    static final long USE_CLOCKID = 1L << 25;
    static final long CONTEXT_SWITCH = 1L << 26;
    static final long WRITE_BACKWARD = 1L << 27;

    private PerfEventAttr() {
    }

    /**
     * Counts nothing, records the thread's context switches, each with monotonic time and CPU. The kernel's side is
     * excluded so that an ordinary user may ask at perf_event_paranoid 2.
     */
    static MemorySegment contextSwitches(SegmentAllocator allocator) {
        MemorySegment attr = allocator.allocate(LAYOUT);
        attr.set(JAVA_INT, offset("type"), PERF_TYPE_SOFTWARE);
        attr.set(JAVA_INT, offset("size"), (int) LAYOUT.byteSize());
        attr.set(JAVA_LONG, offset("config"), PERF_COUNT_SW_DUMMY);
        attr.set(JAVA_LONG, offset("sample_type"), PERF_SAMPLE_TIME | PERF_SAMPLE_CPU);
        attr.set(JAVA_LONG, offset("flags"),
                EXCLUDE_KERNEL | EXCLUDE_HV | SAMPLE_ID_ALL | USE_CLOCKID | CONTEXT_SWITCH);
        attr.set(JAVA_INT, offset("clockid"), CLOCK_MONOTONIC);
        return attr;
    }

    /**
     * Records each passing of a tracepoint with its monotonic time, and its record where {@code raw}; opened
     * disabled. The watermark is as high as it goes: by default the kernel would interrupt itself to wake a sleeping
     * reader whenever half the ring has been written, though nobody sleeps on it.
     */
    static MemorySegment tracepoint(SegmentAllocator allocator, int eventId, boolean raw) {
        MemorySegment attr = allocator.allocate(LAYOUT);
        attr.set(JAVA_INT, offset("type"), PERF_TYPE_TRACEPOINT);
        attr.set(JAVA_INT, offset("size"), (int) LAYOUT.byteSize());
        attr.set(JAVA_LONG, offset("config"), eventId);
        attr.set(JAVA_LONG, offset("sample_period"), 1);
        attr.set(JAVA_LONG, offset("sample_type"), PERF_SAMPLE_TIME | (raw ? PERF_SAMPLE_RAW : 0));
        attr.set(JAVA_LONG, offset("read_format"), PERF_FORMAT_LOST);
        attr.set(JAVA_LONG, offset("flags"), DISABLED | WATERMARK | USE_CLOCKID);
        attr.set(JAVA_INT, offset("wakeup_events"), Integer.MAX_VALUE);
        attr.set(JAVA_INT, offset("clockid"), CLOCK_MONOTONIC);
        return attr;
    }

    /** As {@link #tracepoint} without the record, each written in front of the one before. */
    static MemorySegment newestFirst(SegmentAllocator allocator, int eventId) {
        MemorySegment attr = tracepoint(allocator, eventId, false);
        attr.set(JAVA_LONG, offset("flags"), attr.get(JAVA_LONG, offset("flags")) | WRITE_BACKWARD);
        return attr;
    }

    static long offset(String field) {
        return LAYOUT.byteOffset(PathElement.groupElement(field));
    }
}
