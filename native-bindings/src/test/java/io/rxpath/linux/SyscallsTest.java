package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The entries into the kernel, by results and refusals that only the right call with the right arguments gives. */
class SyscallsTest {
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment memory = arena.allocate(256, 8);

    @Test
    void eachRefusalComesBackAsItsNumber() {
        int badFd = -Errno.EBADF.number();
        assertEquals(badFd, LibcSockets.recvmmsg(-1, memory, 1, 0, MemorySegment.NULL));
        assertEquals(badFd, LibcSockets.sendmmsg(-1, memory, 1, 0));
        assertEquals(badFd, LibcSockets.getsockopt(-1, 1, 2, memory, memory));
        assertEquals(badFd, Libc.pread(-1, memory, 1, 0));
        assertEquals(badFd, LibcSockets.epoll_wait(-1, memory, 1, 0));
        assertEquals(-Errno.EINVAL.number(), Libc.getrusage(77, memory));
        assertEquals(-Errno.EFAULT.number(), Libc.getrusage(1, MemorySegment.ofAddress(8)));
    }

    @Test
    void everyArgumentReachesItsPlace(@TempDir Path folder) throws Exception {
        byte[] content = Loopback.bytes(100, 1);
        Path file = Files.write(folder.resolve("bytes"), content);
        int fd = Libc.open(arena.allocateFrom(file.toString()), 0, 0);
        assertTrue(fd >= 0);
        try {
            assertEquals(30, Libc.pread(fd, memory, 30, 50));
            assertArrayEquals(Arrays.copyOfRange(content, 50, 80),
                    memory.asSlice(0, 30).toArray(ValueLayout.JAVA_BYTE));
            assertEquals(0, Libc.pread(fd, memory, 30, 100));
            assertEquals(-Errno.EINVAL.number(), Libc.pread(fd, memory, 1, -1));
        } finally {
            Libc.close(fd);
        }
        try (UdpSocket socket = UdpSocket.open(false)) {
            memory.set(ValueLayout.JAVA_INT, 0, 4);
            MemorySegment value = arena.allocate(4, 4);
            // SO_TYPE: SOCK_DGRAM
            assertEquals(0, LibcSockets.getsockopt(socket.fd(), 1, 3, value, memory));
            assertEquals(2, value.get(ValueLayout.JAVA_INT, 0));
        }
    }

    @Test
    void theEntriesCannotBeWritten() throws Exception {
        assertEquals(0, Libc.getrusage(0, memory));
        String maps = Files.readString(Path.of("/proc/self/maps"));
        long entries = SyscallsTest.entries();
        String line = maps.lines().filter(l -> {
            String[] range = l.substring(0, l.indexOf(' ')).split("-");
            return Long.parseUnsignedLong(range[0], 16) <= entries
                    && entries < Long.parseUnsignedLong(range[1], 16);
        }).findFirst().orElseThrow();
        assertTrue(line.contains(" r-xp "), line);
    }

    private static long entries() throws Exception {
        var field = Syscalls.class.getDeclaredField("ENTRIES");
        field.setAccessible(true);
        return field.getLong(null);
    }
}
