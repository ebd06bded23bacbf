package io.rxpath.lab.oracle;

import java.util.BitSet;

/** CPUs as /proc writes them: {@code 0-3,8}. */
final class CpuList {
    private CpuList() {
    }

    static BitSet parse(String text) {
        BitSet cpus = new BitSet();
        for (String part : text.split(",")) {
            if (!part.isBlank()) {
                int dash = part.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? part.strip() : part.substring(0, dash).strip());
                int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1).strip());
                cpus.set(first, last + 1);
            }
        }
        return cpus;
    }
}
