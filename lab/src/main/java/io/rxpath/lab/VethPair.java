package io.rxpath.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.NetworkDevice;
import io.rxpath.linux.ethtool.Ethtool;
import io.rxpath.linux.netlink.NapiState;
import io.rxpath.linux.netlink.NetdevFamily;

/**
 * Two hosts on one machine: a veth pair, and a second one where it is asked for, between two network namespaces, one for
 * the receiver and one for the sender.
 * Neither namespace has a name, so both, and the devices in them, are gone with the last thread or process inside:
 * nothing is left behind, however the program ends. Nothing outside them is touched.
 */
final class VethPair implements AutoCloseable {
    /** The receiver's device. */
    static final String RECEIVER = name("r");
    /** The sender's device. */
    static final String SENDER = name("s");
    /** The receiver's second device. */
    static final String SECOND_RECEIVER = name("r2");
    /** The sender's second device. */
    static final String SECOND_SENDER = name("s2");
    /** The receiver's address. */
    static final String RECEIVER_ADDRESS = "10.77.0.1";
    /** The sender's address. */
    static final String SENDER_ADDRESS = "10.77.0.2";
    /** The receiver's address on the second pair. */
    static final String SECOND_RECEIVER_ADDRESS = "10.78.0.1";
    /** The sender's address on the second pair. */
    static final String SECOND_SENDER_ADDRESS = "10.78.0.2";

    private static final String MULTICAST = "224.0.0.0/4";

    private final ExecutorService senderThread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "rxpath-lab-sender-namespace");
        thread.setDaemon(true);
        return thread;
    });

    private final int senderTid;

    /**
     * Moves the calling thread, and the threads it creates from now on, into a namespace of its own, beside the sender's.
     *
     * @throws LinuxException where the namespace is refused
     */
    VethPair() {
        try {
            Namespaces.unshareNetwork();
            senderTid = inSender(() -> {
                Namespaces.unshareNetwork();
                return Libc.gettid();
            });
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    /**
     * Builds the pair between the two; by the thread that moved.
     *
     * @throws LabException where {@code ip} fails
     */
    void connect() {
        ip("link", "set", "lo", "up");
        inSender(() -> {
            ip("link", "set", "lo", "up");
            return null;
        });
        connect(RECEIVER, RECEIVER_ADDRESS, SENDER, SENDER_ADDRESS);
        ip("route", "add", MULTICAST, "dev", RECEIVER);
        inSender(() -> {
            ip("route", "add", MULTICAST, "dev", SENDER);
            return null;
        });
    }

    /** A kernel trace tells devices apart by name alone: another laboratory's must not have the same. */
    private static String name(String end) {
        return "rxpath" + Libc.getpid() + end;
    }

    /** Builds the second pair beside the first; by the thread that built that. Multicast stays with the first. */
    void connectSecond() {
        connect(SECOND_RECEIVER, SECOND_RECEIVER_ADDRESS, SECOND_SENDER, SECOND_SENDER_ADDRESS);
    }

    private void connect(String receiver, String receiverAddress, String sender, String senderAddress) {
        ip("link", "add", receiver, "type", "veth", "peer", "name", sender);
        ip("link", "set", sender, "netns", "/proc/" + Libc.getpid() + "/task/" + senderTid + "/ns/net");
        up(receiver, receiverAddress);
        // GRO gives veth a NAPI; without it packets go straight to the backlog and cannot be polled for.
        Ethtool.setFeature(receiver, "gro", true);
        inSender(() -> {
            up(sender, senderAddress);
            // A segment offloaded to veth would bypass the receiver's NAPI.
            Ethtool.setFeature(sender, "tso", false);
            return null;
        });
    }

    private static void up(String device, String address) {
        // No IPv6 autoconfiguration: its packets would be on the wire beside the feed.
        ip("link", "set", device, "addrgenmode", "none");
        ip("address", "add", address + "/24", "dev", device);
        ip("link", "set", device, "up");
    }

    /** Runs {@code task} on the thread that lives in the sender's namespace; processes it starts live there too. */
    <T> T inSender(Callable<T> task) {
        try {
            return senderThread.submit(task).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in the laboratory", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new LabException("the sender's side failed: " + failed.getCause().getMessage(),
                    failed.getCause());
        }
    }

    /** The NAPI of one of the receiver's devices; on the receiver's side. */
    static NapiState receiverNapi(NetdevFamily netdev, String device) {
        List<NapiState> napis = netdev.napisOf(NetworkDevice.index(device));
        if (napis.isEmpty()) {
            throw new LabException(
                    "this kernel lists no NAPI for the veth device: it was built without veth GRO", null);
        }
        return napis.getFirst();
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(Arrays.asList(arguments));
        Tool.run("does this kernel have veth devices?", command);
    }

    @Override
    public void close() {
        senderThread.shutdownNow();
    }
}
