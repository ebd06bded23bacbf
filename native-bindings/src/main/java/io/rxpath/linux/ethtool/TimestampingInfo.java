package io.rxpath.linux.ethtool;

/**
 * Which packet stamps a device can make.
 *
 * @param soTimestamping bit set of SOF_TIMESTAMPING_*
 * @param phcIndex N of its clock {@code /dev/ptpN}; -1 where it has none
 * @param transmitTypes bit set of {@code 1 << HWTSTAMP_TX_*}
 * @param receiveFilters bit set of {@code 1 << HWTSTAMP_FILTER_*}
 */
public record TimestampingInfo(int soTimestamping, int phcIndex, int transmitTypes, int receiveFilters) {
    private static final int SOF_RX_HARDWARE = 4;
    private static final int SOF_RX_SOFTWARE = 8;
    private static final int SOF_SOFTWARE = 0x10;
    private static final int SOF_RAW_HARDWARE = 0x40;
    private static final int FILTER_ALL = 1 << 1;

    /** Whether received packets can carry the kernel's software stamp. */
    public boolean receiveSoftware() {
        return has(SOF_RX_SOFTWARE | SOF_SOFTWARE);
    }

    /** Whether received packets can carry the device's own stamp. */
    public boolean receiveHardware() {
        return has(SOF_RX_HARDWARE | SOF_RAW_HARDWARE);
    }

    /** Whether the device can stamp every received packet and not time-protocol packets only. */
    public boolean receiveHardwareAll() {
        return receiveHardware() && (receiveFilters & FILTER_ALL) != 0;
    }

    private boolean has(int flags) {
        return (soTimestamping & flags) == flags;
    }
}
