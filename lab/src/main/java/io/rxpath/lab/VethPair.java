package io.rxpath.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.NetworkDevice;
import io.rxpath.linux.ethtool.Ethtool;
import io.rxpath.linux.netlink.NapiState;
import io.rxpath.linux.netlink.NetdevFamily;

/**
 * Two hosts on one machine: a veth pair between two network namespaces, one for the receiver and one for the sender.
 * Neither namespace has a name, so both, and the devices in them, are gone with the last thread or process inside:
 * nothing is left behind, however the program ends. Nothing outside them is touched.
 */
final class VethPair implements AutoCloseable {
    /** The receiver's device. */
    static final String RECEIVER = "rxpath0";
    /** The sender's device. */
    static final String SENDER = "rxpath1";
    /** The receiver's address. */
    static final String RECEIVER_ADDRESS = "10.77.0.1";
    /** The sender's address. */
    static final String SENDER_ADDRESS = "10.77.0.2";

    private final ExecutorService senderThread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "rxpath-lab-sender-namespace");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Moves the calling thread, and the threads it creates from now on, into a namespace of its own and builds the pair
     * between it and the sender's.
     *
     * @throws LinuxException where the namespace is refused
     * @throws LabException where {@code ip} fails
     */
    VethPair() {
        try {
            Namespaces.unshareNetwork();
            int senderTid = inSender(() -> {
                Namespaces.unshareNetwork();
                return Libc.gettid();
            });
            ip("link", "set", "lo", "up");
            ip("link", "add", RECEIVER, "type", "veth", "peer", "name", SENDER);
            ip("link", "set", SENDER, "netns", "/proc/" + Libc.getpid() + "/task/" + senderTid + "/ns/net");
            up(RECEIVER, RECEIVER_ADDRESS);
            // GRO gives veth a NAPI; without it packets go straight to the backlog and cannot be polled for.
            Ethtool.setFeature(RECEIVER, "gro", true);
            inSender(() -> {
                ip("link", "set", "lo", "up");
                up(SENDER, SENDER_ADDRESS);
                // A segment offloaded to veth would bypass the receiver's NAPI.
                Ethtool.setFeature(SENDER, "tso", false);
                return null;
            });
        } catch (RuntimeException refused) {
            close();
            throw refused;
        }
    }

    private static void up(String device, String address) {
        // No IPv6 autoconfiguration: its packets would be on the wire beside the feed.
        ip("link", "set", device, "addrgenmode", "none");
        ip("address", "add", address + "/24", "dev", device);
        ip("link", "set", device, "up");
        ip("route", "add", "224.0.0.0/4", "dev", device);
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

    /** The NAPI of the receiver's device; on the receiver's side. */
    static NapiState receiverNapi(NetdevFamily netdev) {
        List<NapiState> napis = netdev.napisOf(NetworkDevice.index(RECEIVER));
        if (napis.isEmpty()) {
            throw new LabException(
                    "this kernel lists no NAPI for the veth device: it was built without veth GRO", null);
        }
        return napis.getFirst();
    }

    /** Runs ip(8) in the calling thread's namespace. */
    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LabException("\"" + String.join(" ", command) + "\" did not end within 10 s", null);
            }
            if (process.exitValue() != 0) {
                throw new LabException("\"" + String.join(" ", command) + "\" failed: " + said
                        + "; does this kernel have veth devices?", null);
            }
        } catch (IOException missing) {
            throw new LabException("the laboratory needs ip(8): install the package iproute2", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in the laboratory", interrupted);
        }
    }

    @Override
    public void close() {
        senderThread.shutdownNow();
    }
}
