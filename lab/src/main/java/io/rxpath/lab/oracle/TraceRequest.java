package io.rxpath.lab.oracle;

import java.util.List;

/**
 * What to record.
 *
 * @param tid the thread to watch, as the initial PID namespace knows it
 * @param devices the devices whose packets and polls are recorded, one at least
 * @param watchedKib buffer of each CPU that the thread may run on
 * @param otherKib buffer of each other CPU
 */
record TraceRequest(int tid, List<String> devices, long watchedKib, long otherKib) {
    TraceRequest {
        devices = List.copyOf(devices);
        if (tid < 1) {
            throw new IllegalArgumentException("thread " + tid + " cannot be watched: give its gettid()");
        }
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("give at least one device whose packets shall be recorded");
        }
        for (String device : devices) {
            if (!device.matches("[A-Za-z0-9._-]{1,15}")) {
                throw new IllegalArgumentException("'" + device
                        + "' cannot be written into a trace filter: rename the device to letters, digits, . _ -");
            }
        }
        if (watchedKib < 1 || otherKib < 1) {
            throw new IllegalArgumentException("a trace buffer of less than 1 KiB holds nothing");
        }
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return tid + " " + watchedKib + " " + otherKib + " " + String.join(" ", devices);
    }

    static TraceRequest parse(String text) {
        String[] words = text.split(" ");
        if (words.length < 4) {
            throw new IllegalArgumentException("'" + text + "' names no thread, two sizes and a device");
        }
        return new TraceRequest(Integer.parseInt(words[0]), List.of(words).subList(3, words.length),
                Long.parseLong(words[1]), Long.parseLong(words[2]));
    }
}
