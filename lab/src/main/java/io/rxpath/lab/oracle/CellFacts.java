package io.rxpath.lab.oracle;

import java.util.List;

/**
 * What a cell was told beforehand: its configuration, nothing that it observed.
 *
 * @param busyPollWanted whether the engine was to poll; false for the interrupt engine, the baseline
 * @param windowNs how long a call busy-polls an empty queue, ns; the kernel's microsecond of it is 1,024 ns
 * @param stealFloorNs from which steal on a packet can be CPU_STEAL, ns
 * @param fastHitNs how long a hit may take and still be a fast one, ns
 * @param deviceOfSocket the device of each socket, by the socket's index
 * @param deferral whether the device defers its interrupts
 * @param rivalOnCore whether another thread was made to run on the receiver's CPU
 */
public record CellFacts(boolean busyPollWanted, long windowNs, long stealFloorNs, long fastHitNs,
        List<String> deviceOfSocket, boolean deferral, boolean rivalOnCore) {
    /** Copies the list. */
    public CellFacts {
        deviceOfSocket = List.copyOf(deviceOfSocket);
    }
}
