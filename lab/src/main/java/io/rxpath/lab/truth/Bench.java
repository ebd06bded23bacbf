package io.rxpath.lab.truth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.rxpath.config.BusyPollConfig;
import io.rxpath.config.HousekeepingConfig;
import io.rxpath.config.JournalConfig;
import io.rxpath.config.LimitsConfig;
import io.rxpath.config.ReceiverConfig;
import io.rxpath.config.SocketConfig;
import io.rxpath.config.StartConfig;
import io.rxpath.config.WorkerConfig;
import io.rxpath.lab.CpuPlan;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.truth.Setup.Sockets;
import io.rxpath.poller.EngineKind;

/**
 * Where cells are run.
 *
 * @param laboratory opened by the thread that runs the cells
 * @param cpus who runs where
 */
record Bench(Laboratory laboratory, CpuPlan cpus) {
    /** Where feeds go; a second socket of the same device has the next port. */
    static final InetSocketAddress GROUP = new InetSocketAddress("239.77.0.2", 14_320);
    private static final int SECOND_PORT = GROUP.getPort() + 1;
    private static final JournalConfig NO_JOURNAL = new JournalConfig(false,
            JournalConfig.DEFAULT.directory(), JournalConfig.DEFAULT.ringRecords());

    /** Where the sender sends the streams of a cell. */
    static List<InetSocketAddress> destinations(Cell cell) {
        return switch (sockets(cell)) {
            case ONE -> List.of(GROUP);
            case TWO_WHERE_POSSIBLE -> List.of(GROUP, new InetSocketAddress(GROUP.getAddress(), SECOND_PORT));
            case TWO_DEVICES -> List.of(GROUP, Laboratory.secondReceiverAddress(SECOND_PORT));
        };
    }

    /** The device of each socket of a cell. */
    static List<String> devices(Cell cell) {
        return switch (sockets(cell)) {
            case ONE -> List.of(Laboratory.DEVICE);
            case TWO_WHERE_POSSIBLE -> List.of(Laboratory.DEVICE, Laboratory.DEVICE);
            case TWO_DEVICES -> List.of(Laboratory.DEVICE, Laboratory.SECOND_DEVICE);
        };
    }

    /** The sender's device for each different one of {@link #devices}. */
    static List<String> senderDevices(Cell cell) {
        return sockets(cell) == Sockets.TWO_DEVICES
                ? List.of(Laboratory.SENDER_DEVICE, Laboratory.SECOND_SENDER_DEVICE)
                : List.of(Laboratory.SENDER_DEVICE);
    }

    private static Sockets sockets(Cell cell) {
        Sockets wanted = cell.scenario().setup().sockets();
        EngineKind engine = cell.mode().engine();
        boolean takesTwo = engine == EngineKind.SPINNING || engine == EngineKind.EPOLL;
        return wanted == Sockets.TWO_WHERE_POSSIBLE && !takesTwo ? Sockets.ONE : wanted;
    }

    /** The receiver of a cell, without a journal. */
    ReceiverConfig config(Cell cell) {
        EngineKind engine = cell.mode().engine();
        // Preferred busy polling acts only with deferral, and spinning is what needs it.
        BusyPollConfig busyPoll = engine == EngineKind.INTERRUPT
                ? BusyPollConfig.OFF
                : new BusyPollConfig(cell.scenario().setup().windowUsecs(), cell.mode().deferral(), 0);
        WorkerConfig worker = new WorkerConfig("truth", cpus.receiver(), engine, WorkerConfig.DEFAULT_BATCH,
                WorkerConfig.DEFAULT_MAX_PAYLOAD_BYTES, false, busyPoll, cell.witness(), true,
                sockets(destinations(cell), cell));
        return new ReceiverConfig(LimitsConfig.DEFAULT, NO_JOURNAL, new HousekeepingConfig(cpus.other()),
                StartConfig.UNREHEARSED, List.of(worker));
    }

    private static List<SocketConfig> sockets(List<InetSocketAddress> destinations, Cell cell) {
        List<SocketConfig> sockets = new ArrayList<>();
        for (int i = 0; i < destinations.size(); i++) {
            InetAddress address = destinations.get(i).getAddress();
            boolean group = address.isMulticastAddress();
            sockets.add(new SocketConfig("feed" + i, "LAB", Integer.toString(i), true, devices(cell).get(i),
                    group ? null : address, group ? address : null, null, destinations.get(i).getPort(),
                    cell.scenario().setup().receiveBufferBytes()));
        }
        return sockets;
    }
}
