package io.rxpath.linux.ethtool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rxpath.linux.Errno;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcSockets;
import io.rxpath.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * SIOCETHTOOL on one device, by a socket of its own: the device is looked up in the network namespace of the thread
 * that created it. Also the home of the string sets, which name features and statistics.
 *
 * <pre>
 * struct ifreq {                  offset
 *     char  ifr_name[16];           0
 *     char *ifr_data;              16    the command's struct, its first u32 the command
 *     ...
 * };                               40
 * struct ethtool_sset_info { __u32 cmd; __u32 reserved; __u64 sset_mask; __u32 data[]; };
 * struct ethtool_gstrings { __u32 cmd; __u32 string_set; __u32 len; __u8 data[]; };   32 bytes a string
 * </pre>
 *
 * Source: netdevice(7), include/uapi/linux/ethtool.h.
 */
final class EthtoolCall implements AutoCloseable {
    private static final int SIOCETHTOOL = 0x8946;
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int NAME_BYTES = 16;
    private static final int STRING_BYTES = 32;
    private static final int ETHTOOL_GSTRINGS = 0x1b;
    private static final int ETHTOOL_GSSET_INFO = 0x37;
    private static final int INTERRUPTED_ATTEMPTS = 100;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment request = arena.allocate(40, 8);
    private final String device;
    private final int fd;

    /**
     * Opens the socket.
     *
     * @param device the interface's name, 1 to 15 bytes
     */
    EthtoolCall(String device) {
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= NAME_BYTES) {
            arena.close();
            throw new IllegalArgumentException(
                    "\"" + device + "\" is no device name: give one of 1 to 15 bytes");
        }
        this.device = device;
        this.fd = LibcSockets.socket(AF_INET, SOCK_DGRAM_CLOEXEC, 0);
        if (fd < 0) {
            arena.close();
            throw new LinuxException("socket(AF_INET, SOCK_DGRAM)", -fd, "");
        }
        MemorySegment.copy(name, 0, request, JAVA_BYTE, 0, name.length);
    }

    /** A zeroed struct that lives as long as the call, its command set. */
    MemorySegment struct(int command, long bytes) {
        MemorySegment struct = arena.allocate(bytes, 8);
        struct.set(JAVA_INT, 0, command);
        return struct;
    }

    /**
     * Makes the call.
     *
     * @param name what an exception calls it
     * @return ioctl's result, zero or more
     */
    int call(String name, MemorySegment struct) {
        request.set(ADDRESS, NAME_BYTES, struct);
        int result = -Errno.EINTR.number();
        for (int i = 0; i < INTERRUPTED_ATTEMPTS && Errno.EINTR.is(result); i++) {
            result = Libc.ioctl(fd, SIOCETHTOOL, request);
        }
        return LinuxException.check(result, "ioctl(" + name + ", " + device + ")", advice(result));
    }

    private String advice(int result) {
        if (Errno.ENODEV.is(result)) {
            return "there is no device " + device
                    + " in this network namespace; ip link shows those there are";
        }
        if (Errno.EPERM.is(result)) {
            return "changing a device needs CAP_NET_ADMIN: run as root";
        }
        if (Errno.EOPNOTSUPP.is(result)) {
            return "the driver of " + device + " does not offer this";
        }
        return "";
    }

    /** The names in one of the device's string sets, in the kernel's order; none where it has no such set. */
    List<String> strings(int stringSet) {
        MemorySegment info = struct(ETHTOOL_GSSET_INFO, 24);
        info.set(JAVA_LONG, 8, 1L << stringSet);
        call("ETHTOOL_GSSET_INFO", info);
        int count = info.get(JAVA_LONG, 8) == 0 ? 0 : info.get(JAVA_INT, 16);
        List<String> names = new ArrayList<>(count);
        if (count > 0) {
            // Twice the room: the kernel writes what there is when it answers, whatever was asked for.
            MemorySegment strings = struct(ETHTOOL_GSTRINGS, 12 + 2L * STRING_BYTES * (count + 64));
            strings.set(JAVA_INT, 4, stringSet);
            strings.set(JAVA_INT, 8, count);
            call("ETHTOOL_GSTRINGS", strings);
            for (int i = 0; i < Math.min(count, strings.get(JAVA_INT, 8)); i++) {
                names.add(string(strings.asSlice(12 + (long) i * STRING_BYTES, STRING_BYTES)));
            }
        }
        return names;
    }

    private static String string(MemorySegment fixed) {
        byte[] text = fixed.toArray(JAVA_BYTE);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        Libc.close(fd);
        arena.close();
    }
}
