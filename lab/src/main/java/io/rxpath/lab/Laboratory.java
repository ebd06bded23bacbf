package io.rxpath.lab;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.rxpath.lab.send.SenderCommand;
import io.rxpath.lab.send.SenderProcess;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.ethtool.Ethtool;
import io.rxpath.linux.netlink.NapiState;
import io.rxpath.linux.netlink.NetdevFamily;

/**
 * A receive path without a NIC: a veth pair between two network namespaces and a sender process on the far side; a second
 * pair between the same two where it is asked for.
 * {@link #open} moves the calling thread into the receiver's namespace for good; a receiver that this thread opens and
 * starts lives there too. Needs root, or an ordinary user inside a user namespace of its own (as {@code bin/rxpath}
 * makes one). Changes no device but its own; all of it is gone with the process. Of two processes that open one the
 * second waits: they would measure each other.
 */
public final class Laboratory implements AutoCloseable {
    /** The receiver's device. */
    public static final String DEVICE = VethPair.RECEIVER;
    /** The sender's device. */
    public static final String SENDER_DEVICE = VethPair.SENDER;

    /** The receiver's second device, where {@link #connectSecond} made it. */
    public static final String SECOND_DEVICE = VethPair.SECOND_RECEIVER;
    /** The sender's second device, where {@link #connectSecond} made it. */
    public static final String SECOND_SENDER_DEVICE = VethPair.SECOND_SENDER;

    /** What namespaces take; its number in include/uapi/linux/capability.h. */
    private static final int CAP_SYS_ADMIN = 21;
    private static final Path ROOT = Path.of("/");
    private static final Duration START_BOUND = Duration.ofSeconds(20);

    private final Reservation machine;
    private final VethPair veth;
    private final SenderProcess sender;
    private final NetdevFamily netdev;
    private boolean second;

    /** The machine for this process alone, as far as laboratories are concerned. */
    public interface Reservation extends AutoCloseable {
        /** Lets others in where nothing else of this process keeps them out; repeating it does nothing. */
        @Override
        void close();
    }

    private Laboratory(Reservation machine, VethPair veth, SenderProcess sender, NetdevFamily netdev) {
        this.machine = machine;
        this.veth = veth;
        this.sender = sender;
        this.netdev = netdev;
    }

    /**
     * Waits until no other process has a laboratory on this machine, and keeps others out. {@link #open} does that itself;
     * this is for what has to happen before, undisturbed or without the wait. A user who may not open a laboratory does
     * not wait.
     *
     * @param says told once, in a sentence without a full stop, where there is something to say, as that another is waited
     *     for
     * @throws LabException where the other goes on for longer than ten minutes
     */
    public static Reservation reserve(Consumer<String> says) {
        return Namespaces.hasCapability(ROOT, CAP_SYS_ADMIN) ? MachineLock.ofProcess().take(says) : () -> {
        };
    }

    /** As {@link #open(long, Consumer)}, saying on standard error what there is to say. */
    public static Laboratory open(long senderLifeSeconds) {
        return open(senderLifeSeconds, System.err::println);
    }

    /**
     * Builds the laboratory around the calling thread.
     *
     * @param senderLifeSeconds after how long the sender ends by itself, whatever happens
     * @param says as of {@link #reserve}
     * @throws LinuxException where the namespaces are refused
     * @throws LabException where the devices cannot be made, or another process has a laboratory for too long
     */
    public static Laboratory open(long senderLifeSeconds, Consumer<String> says) {
        VethPair veth = new VethPair();
        Reservation machine = null;
        SenderProcess sender = null;
        try {
            machine = MachineLock.ofProcess().take(says);
            veth.connect();
            SenderCommand command = SenderCommand.likeThisProcess(List.of(), senderLifeSeconds);
            sender = veth.inSender(() -> SenderProcess.start(command, START_BOUND));
            sender.awaitDevice(VethPair.SENDER, START_BOUND);
            return new Laboratory(machine, veth, sender, NetdevFamily.open());
        } catch (RuntimeException refused) {
            if (sender != null) {
                sender.close();
            }
            veth.close();
            if (machine != null) {
                machine.close();
            }
            throw refused;
        }
    }

    /** The process on the far side. */
    public SenderProcess sender() {
        return sender;
    }

    /** The receiver's own address, at {@code port}. */
    public static InetSocketAddress receiverAddress(int port) {
        return new InetSocketAddress(VethPair.RECEIVER_ADDRESS, port);
    }

    /** The receiver's own address on the second pair, at {@code port}. */
    public static InetSocketAddress secondReceiverAddress(int port) {
        return new InetSocketAddress(VethPair.SECOND_RECEIVER_ADDRESS, port);
    }

    /** Builds the second pair, whose device has a NAPI of its own; by the opening thread. Repeating it does nothing. */
    public void connectSecond() {
        if (!second) {
            veth.connectSecond();
            sender.awaitDevice(SECOND_SENDER_DEVICE, START_BOUND);
            second = true;
        }
    }

    /** The NAPI of the receiver's device as it is now. */
    public NapiState napi() {
        return napi(DEVICE);
    }

    /** The NAPI of one of the receiver's devices as it is now. */
    public NapiState napi(String device) {
        return VethPair.receiverNapi(netdev, device);
    }

    /**
     * Turns GRO of the receiver's device on or off; by a thread of the receiver's namespace. Off, the device has no NAPI;
     * on again, it has a new one.
     *
     * @throws LinuxException where the kernel refuses
     */
    public static void gro(boolean on) {
        Ethtool.setFeature(DEVICE, "gro", on);
    }

    /**
     * Has the packets of the receiver's device handed to the backlogs of other CPUs (receive packet steering); by a thread
     * of the receiver's namespace.
     *
     * @param cpuMask bit n is CPU n, below 32; 0 turns it off
     * @throws LabException where that is refused
     */
    public static void steerPackets(int cpuMask) {
        // /sys/class/net shows the namespace of whoever mounted it: a mount of our own, seen by this process alone.
        Tool.run("packet steering needs root and CONFIG_RPS",
                List.of("unshare", "--mount", "sh", "-c",
                        "mount -t sysfs sysfs /sys && echo " + Integer.toHexString(cpuMask)
                                + " >/sys/class/net/" + DEVICE + "/queues/rx-0/rps_cpus"));
    }

    /**
     * Emulates a NIC that moderates its interrupts: the softirq of each of the receiver's devices waits for a timer.
     *
     * @param deferHardIrqs how many empty timer runs it stays deferred, 0 for no moderation
     * @param groFlushTimeoutNs the timer
     * @return why it was refused; empty where it is in force, read back
     */
    public Optional<String> moderate(long deferHardIrqs, long groFlushTimeoutNs) {
        Optional<String> refused = moderate(DEVICE, deferHardIrqs, groFlushTimeoutNs);
        return refused.isEmpty() && second
                ? moderate(SECOND_DEVICE, deferHardIrqs, groFlushTimeoutNs)
                : refused;
    }

    private Optional<String> moderate(String device, long deferHardIrqs, long groFlushTimeoutNs) {
        try {
            netdev.napiSet(napi(device).id(), deferHardIrqs, groFlushTimeoutNs, 0);
        } catch (LinuxException refused) {
            return Optional.of(refused.getMessage());
        }
        NapiState now = napi(device);
        return now.deferHardIrqs() == deferHardIrqs && now.groFlushTimeoutNs() == groFlushTimeoutNs
                ? Optional.empty()
                : Optional.of("the kernel took napi_defer_hard_irqs " + deferHardIrqs
                        + " and gro_flush_timeout " + groFlushTimeoutNs + " ns but reads back "
                        + now.deferHardIrqs() + " and " + now.groFlushTimeoutNs() + " ns");
    }

    @Override
    public void close() {
        try {
            sender.close();
            netdev.close();
            veth.close();
        } finally {
            machine.close();
        }
    }
}
