package io.rxpath.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The CPUs that the calling thread may run on (sched_setaffinity(2)). Threads it starts afterwards inherit them: start
 * helpers before pinning.
 */
public final class CpuAffinity {
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");
    /** The kernel wants room for every CPU it could ever have; the loop grows this where it asks for more. */
    private static final int MASK_BYTES = 128;
    private static final int MAX_MASK_BYTES = 1 << 16;

    private CpuAffinity() {
    }

    /**
     * Keeps the calling thread on one CPU.
     *
     * @param cpu its number, from 0
     * @throws LinuxException if it is offline, absent, or outside what the process may use
     */
    public static void pin(int cpu) {
        if (cpu < 0 || cpu >= MAX_MASK_BYTES * Byte.SIZE) {
            throw new IllegalArgumentException("there is no CPU " + cpu + ": online are " + online());
        }
        BitSet only = new BitSet();
        only.set(cpu);
        set(only);
    }

    /**
     * Asks whether a thread of this process may be pinned to a CPU, by doing it to the calling one and undoing it.
     *
     * @throws LinuxException as {@link #pin}
     */
    public static void requireUsable(int cpu) {
        BitSet before = allowed();
        pin(cpu);
        set(before);
    }

    /**
     * Lets the calling thread run on any of {@code cpus}.
     *
     * @throws LinuxException if none of them is online and inside what the process may use
     */
    public static void set(BitSet cpus) {
        set(0, cpus);
    }

    /**
     * Lets every thread that this process has now run on any of {@code cpus}, and so those that they will create: for a
     * program that wants a core for a poll thread it starts afterwards.
     *
     * @throws LinuxException as {@link #set(BitSet)}
     */
    public static void confineProcess(BitSet cpus) {
        String[] tids = Path.of("/proc/self/task").toFile().list();
        for (String tid : tids == null ? new String[0] : tids) {
            try {
                set(Integer.parseInt(tid), cpus);
            } catch (LinuxException refused) {
                if (!refused.is(Errno.ESRCH)) { // it has ended meanwhile
                    throw refused;
                }
            }
        }
    }

    /**
     * Lets a thread of this process run on any of {@code cpus}; where it runs on another one, it is moved at once.
     *
     * @param tid the thread as the kernel numbers it (gettid(2)); 0 is the calling one
     * @throws LinuxException as {@link #set(BitSet)}, and with ESRCH where the thread has ended
     */
    public static void set(int tid, BitSet cpus) {
        byte[] bytes = cpus.toByteArray();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(Math.max(MASK_BYTES, (bytes.length + 7) / 8 * 8), 8);
            MemorySegment.copy(bytes, 0, mask, JAVA_BYTE, 0, bytes.length);
            int result = LibcScheduling.sched_setaffinity(tid, mask.byteSize(), mask);
            if (result < 0) {
                throw new LinuxException("sched_setaffinity(CPU " + list(cpus) + ")", -result, "online are "
                        + online() + ", this thread may now use " + list(allowed())
                        + ": choose one of them, or have the cpuset of the container or service widened");
            }
        }
    }

    /** The CPUs that the calling thread may run on now. */
    public static BitSet allowed() {
        for (int bytes = MASK_BYTES;; bytes *= 2) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment mask = arena.allocate(bytes, 8);
                int result = LibcScheduling.sched_getaffinity(0, bytes, mask);
                if (result >= 0) {
                    return BitSet.valueOf(mask.toArray(JAVA_BYTE));
                }
                if (!Errno.EINVAL.is(result) || bytes >= MAX_MASK_BYTES) {
                    throw new LinuxException("sched_getaffinity()", -result, "");
                }
            }
        }
    }

    /**
     * The CPUs that are online, whether or not this thread may use them.
     * Where sysfs cannot be read, those that this thread may run on.
     */
    public static BitSet onlineCpus() {
        try {
            return parse(Files.readString(ONLINE).strip());
        } catch (IOException unreadable) {
            return allowed();
        }
    }

    /** The CPUs of a list in the kernel's notation, such as {@code 0-3,8}. */
    static BitSet parse(String cpuList) {
        BitSet cpus = new BitSet();
        for (String range : cpuList.split(",")) {
            String[] ends = range.split("-", 2);
            cpus.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return cpus;
    }

    /** The CPU that the calling thread runs on at this moment. */
    public static int currentCpu() {
        return LinuxException.check(LibcScheduling.sched_getcpu(), "sched_getcpu()", "");
    }

    private static String list(BitSet cpus) {
        String set = cpus.toString();
        return set.substring(1, set.length() - 1);
    }

    private static String online() {
        try {
            return Files.readString(ONLINE).strip();
        } catch (IOException unreadable) {
            return "those in /proc/cpuinfo";
        }
    }
}
