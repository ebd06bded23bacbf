package io.rxpath.lab.oracle;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Ring-buffer pages written by hand, as the kernel lays them out. */
final class Pages {
    static final PageLayout LAYOUT = new PageLayout(0, 8, 8, 16, 240);
    static final int MISSED = 1 << 31;
    static final int STORED = 1 << 30;

    private final ByteBuffer bytes;
    private int page;

    /** So many empty pages. */
    Pages(int pages) {
        bytes = ByteBuffer.allocate(pages * LAYOUT.pageBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Begins the next page; the first one is at hand before. */
    Pages page(long timeNs) {
        page = (bytes.position() + LAYOUT.pageBytes() - 1) / LAYOUT.pageBytes() * LAYOUT.pageBytes();
        bytes.position(page);
        bytes.putLong(timeNs).putLong(0);
        return this;
    }

    /** A record of 1 to 28 words of data, the first of which is {@code first}. */
    Pages data(long delta, int words, int first) {
        return word(words, delta).fill(words, first);
    }

    /** A record whose length lies in its second word. */
    Pages longData(long delta, int words, int first) {
        word(0, delta);
        bytes.putInt(4 + 4 * words);
        return fill(words, first).commit(0);
    }

    Pages discarded(long delta, int words) {
        word(29, delta);
        bytes.putInt(4 + 4 * words);
        return fill(words, -1);
    }

    /** Padding up to the end of the page, whose room counts as written. */
    Pages padding() {
        word(29, 0);
        while (bytes.position() < page + LAYOUT.pageBytes()) {
            bytes.put((byte) 0xee);
        }
        return commit(0);
    }

    Pages extend(long delta) {
        word(30, delta & (1 << 27) - 1);
        bytes.putInt((int) (delta >>> 27));
        return commit(0);
    }

    Pages stamp(long timeNs) {
        word(31, timeNs & (1 << 27) - 1);
        bytes.putInt((int) (timeNs >>> 27));
        return commit(0);
    }

    /** A word of nonsense. */
    Pages raw(int value) {
        bytes.putInt(value);
        return commit(0);
    }

    /** Says that records were missed before this page, and how many where there is room for it. */
    Pages missed(int flags, long count) {
        if ((flags & STORED) != 0) {
            bytes.putLong(bytes.position(), count);
        }
        return commit(flags);
    }

    /** Lets the page say that it holds so many bytes. */
    Pages claim(int written) {
        bytes.putInt(page + LAYOUT.commitOffset(), written);
        return this;
    }

    private Pages word(int type, long delta) {
        bytes.putInt((int) delta << 5 | type);
        return commit(0);
    }

    private Pages fill(int words, int first) {
        for (int i = 0; i < words; i++) {
            bytes.putInt(i == 0 ? first : 0x5555_5555);
        }
        return commit(0);
    }

    private Pages commit(int flags) {
        return claim(bytes.position() - page - LAYOUT.dataOffset() | flags);
    }

    MemorySegment segment() {
        return MemorySegment.ofArray(bytes.array());
    }
}
