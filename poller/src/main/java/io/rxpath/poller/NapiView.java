package io.rxpath.poller;

/**
 * What was last read about the NAPI that feeds a socket.
 *
 * @param napiId SO_INCOMING_NAPI_ID, 0 before the first packet and on devices without NAPI
 * @param arming whether the id was found in the kernel's list
 * @param deferHardIrqs napi_defer_hard_irqs in force
 * @param groFlushTimeoutNs gro_flush_timeout in force
 * @param interfaceIndex of its device; 0 where that is not known
 */
public record NapiView(int napiId, Arming arming, long deferHardIrqs, long groFlushTimeoutNs,
        int interfaceIndex) {
    /** Before anything was read. */
    public static final NapiView UNKNOWN = new NapiView(0, Arming.UNCHECKED, 0, 0);

    /** Of a NAPI whose device is not known. */
    public NapiView(int napiId, Arming arming, long deferHardIrqs, long groFlushTimeoutNs) {
        this(napiId, arming, deferHardIrqs, groFlushTimeoutNs, 0);
    }

    /** Whether the device's interrupts stay deferred for the flush timeout after each poll. */
    public boolean isDeferred() {
        return deferHardIrqs > 0 && groFlushTimeoutNs > 0;
    }
}
