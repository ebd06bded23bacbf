package io.rxpath.lab.oracle;

/**
 * Where the parts of a ring-buffer page lie, as events/header_page says.
 *
 * @param timeOffset of the page's time, a u64: that of its first record
 * @param commitOffset of the word that holds the number of bytes written and, above it, what was missed
 * @param commitBytes the word's size: 4 or 8
 * @param dataOffset of the records
 * @param dataBytes room for records; the page ends with it
 */
record PageLayout(int timeOffset, int commitOffset, int commitBytes, int dataOffset, int dataBytes) {
    PageLayout {
        int limit = 1 << 28;
        if (timeOffset < 0 || timeOffset > limit || commitOffset < 0 || commitOffset > limit
                || commitBytes != 4 && commitBytes != 8 || dataBytes < 16 || dataBytes > limit
                || dataOffset < timeOffset + 8 || dataOffset < commitOffset + commitBytes
                || dataOffset > limit) {
            throw new IllegalArgumentException("a trace page with its time at " + timeOffset + ", "
                    + commitBytes + " bytes of commit word at " + commitOffset + " and " + dataBytes
                    + " bytes of data at " + dataOffset + " is none that this program can read");
        }
    }

    int pageBytes() {
        return dataOffset + dataBytes;
    }
}
