package io.rxpath.lab.oracle;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Devices' names as small numbers, found by their bytes without making a string of each. */
final class DeviceNames {
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();

    DeviceNames(List<String> first) {
        first.forEach(name -> add(name.getBytes(StandardCharsets.UTF_8)));
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** The number of the name in {@code length} bytes at {@code offset}, of which a zero ends it. */
    int index(MemorySegment segment, long offset, int length) {
        for (int i = 0; i < bytes.size(); i++) {
            if (same(bytes.get(i), segment, offset, length)) {
                return i;
            }
        }
        int end = 0;
        while (end < length && segment.get(ValueLayout.JAVA_BYTE, offset + end) != 0) {
            end++;
        }
        return add(segment.asSlice(offset, end).toArray(ValueLayout.JAVA_BYTE));
    }

    private int add(byte[] name) {
        if (names.size() > Short.MAX_VALUE) {
            throw new TraceException("the trace names more than " + Short.MAX_VALUE + " devices");
        }
        names.add(new String(name, StandardCharsets.UTF_8));
        bytes.add(name);
        return names.size() - 1;
    }

    private static boolean same(byte[] name, MemorySegment segment, long offset, int length) {
        if (name.length > length
                || name.length < length && segment.get(ValueLayout.JAVA_BYTE, offset + name.length) != 0) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (segment.get(ValueLayout.JAVA_BYTE, offset + i) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
