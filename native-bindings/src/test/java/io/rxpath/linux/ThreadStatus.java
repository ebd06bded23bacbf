package io.rxpath.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What /proc says of the calling thread, to hold our readings against. */
final class ThreadStatus {
    private ThreadStatus() {
    }

    /** A line of /proc/thread-self/status. */
    static String value(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
            if (line.startsWith(key + ":")) {
                return line.substring(key.length() + 1).strip();
            }
        }
        throw new AssertionError("no " + key + " in /proc/thread-self/status");
    }

    /** A field of /proc/thread-self/stat by its number in proc(5), from 3. */
    static long stat(int field) throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field - 3]);
    }
}
