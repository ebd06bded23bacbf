package io.rxpath.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Network devices by name, as the calling thread's network namespace has them. */
public final class NetworkDevice {
    private NetworkDevice() {
    }

    /**
     * The kernel's index of a device (if_nametoindex(3)), from 1.
     *
     * @throws LinuxException if there is none of that name; the sentence names those there are
     */
    public static int index(String name) {
        int index = lookUp(name);
        if (index < 0) {
            throw new LinuxException("if_nametoindex(" + name + ")", -index, known());
        }
        return index;
    }

    /** The name of the device with that index; empty where there is none. */
    public static Optional<String> name(int index) {
        return names().stream().filter(name -> lookUp(name) == index).findFirst();
    }

    /** Whether there is a device of that name. */
    public static boolean exists(String name) {
        return lookUp(name) > 0;
    }

    /** The devices of the calling thread's namespace; empty where /proc is not readable. */
    public static List<String> names() {
        // Not /sys/class/net: that is the namespace of whoever mounted it.
        try (var lines = Files.lines(Path.of("/proc/thread-self/net/dev"))) {
            return lines.skip(2).map(line -> line.substring(0, line.indexOf(':')).strip()).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** A clause that says which devices there are. */
    static String known() {
        List<String> names = names();
        return names.isEmpty()
                ? "list the devices with: ip link"
                : "the devices here are " + String.join(", ", names);
    }

    private static int lookUp(String name) {
        // A C string ends at its first NUL: such a name would be taken for a shorter one.
        if (name.isEmpty() || name.indexOf(0) >= 0) {
            return -Errno.ENODEV.number();
        }
        try (Arena arena = Arena.ofConfined()) {
            return Libc.if_nametoindex(arena.allocateFrom(name));
        }
    }
}
