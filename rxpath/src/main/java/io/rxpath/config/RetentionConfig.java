package io.rxpath.config;

/**
 * How long files of a journal are kept. Whole files go, the oldest first, never the one that is being written.
 *
 * @param maxAgeNs a file whose last moment is longer ago goes, ns; 0 for no limit
 * @param maxBytes as long as the files take more of the disk, the oldest goes; 0 for no limit
 */
public record RetentionConfig(long maxAgeNs, long maxBytes) {
    /** Nothing is ever removed. */
    public static final RetentionConfig OFF = new RetentionConfig(0, 0);

    /** Whether anything is ever removed. */
    public boolean isOn() {
        return maxAgeNs > 0 || maxBytes > 0;
    }

    /** For a person: {@code off}, {@code 7d, 100GiB}. */
    @Override
    public String toString() {
        if (!isOn()) {
            return "off";
        }
        final String age = maxAgeNs > 0 ? Quantity.AGE.format(maxAgeNs) : "";
        final String size = maxBytes > 0 ? Quantity.SIZE.format(maxBytes) : "";
        return age + (age.isEmpty() || size.isEmpty() ? "" : ", ") + size;
    }
}
