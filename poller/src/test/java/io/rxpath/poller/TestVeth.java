package io.rxpath.poller;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.LinuxException;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.ethtool.Ethtool;
import org.junit.jupiter.api.Assumptions;

/**
 * Veth pairs between two network namespaces of a test's own: device i of the receiver is {@code rxi} with address
 * 10.i.0.1, and each has a NAPI of its own.
 */
final class TestVeth implements AutoCloseable {
    /** A veth ring holds 256. */
    private static final int MOST_UNDER_WAY = 100;

    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "veth-sender");
        thread.setDaemon(true);
        return thread;
    });
    private final DatagramSocket out;

    private TestVeth(int pairs) throws Exception {
        BitSet cpus = CpuAffinity.allowed();
        // On one CPU the sender would take it from the receiver's poll, which lets the softirq deliver.
        CpuAffinity.pin(cpus.previousSetBit(cpus.length()));
        Namespaces.unshareNetwork();
        int senderTid = sender.submit(() -> {
            CpuAffinity.pin(cpus.nextSetBit(0));
            Namespaces.unshareNetwork();
            return Libc.gettid();
        }).get();
        ip("link set lo up");
        for (int i = 0; i < pairs; i++) {
            ip("link add rx" + i + " type veth peer name tx" + i);
            ip("link set tx" + i + " netns /proc/" + Libc.getpid() + "/task/" + senderTid + "/ns/net");
            up("rx" + i, "10." + i + ".0.1");
            // GRO gives veth a NAPI.
            Ethtool.setFeature("rx" + i, "gro", true);
            int pair = i;
            sender.submit(() -> {
                up("tx" + pair, "10." + pair + ".0.2");
                Ethtool.setFeature("tx" + pair, "tso", false);
                return null;
            }).get();
        }
        out = sender.submit(() -> new DatagramSocket()).get();
    }

    /** A test's work. */
    interface Work {
        void run(TestVeth veth) throws Exception;
    }

    /** Runs {@code work} on a thread of its own; skips it where no namespace can be had. */
    static void run(int pairs, Work work) throws Exception {
        Assumptions.assumeTrue(CpuAffinity.allowed().cardinality() >= 2,
                "one CPU only: receiver and sender would take it from each other");
        FutureTask<LinuxException> task = new FutureTask<>(() -> {
            TestVeth opened;
            try {
                opened = new TestVeth(pairs);
            } catch (LinuxException refused) {
                return refused;
            }
            try (TestVeth veth = opened) {
                work.run(veth);
            }
            return null;
        });
        Thread thread = new Thread(task, "veth-test");
        thread.setDaemon(true);
        thread.start();
        try {
            LinuxException refused = task.get();
            Assumptions.assumeTrue(refused == null, () -> "no veth pair: " + refused.getMessage());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw (Error) failed.getCause();
        }
    }

    private static void up(String device, String address) throws Exception {
        // No IPv6 autoconfiguration: its packets would be counted as well.
        ip("link set " + device + " addrgenmode none");
        ip("address add " + address + "/24 dev " + device);
        ip("link set " + device + " up");
    }

    private static void ip(String arguments) throws Exception {
        try {
            Process ip = new ProcessBuilder(("ip " + arguments).split(" ")).redirectErrorStream(true).start();
            String said = new String(ip.getInputStream().readAllBytes());
            if (ip.waitFor() != 0) {
                throw new AssertionError("ip " + arguments + ": " + said);
            }
        } catch (IOException absent) {
            Assumptions.abort("no ip command: " + absent.getMessage());
        }
    }

    /** A stamping socket bound to port {@code port} of pair {@code pair}. */
    static UdpSocket socket(int pair, int port) {
        UdpSocket socket = UdpSocket.open(false);
        socket.receiveStamps();
        socket.bind(address(pair, port));
        return socket;
    }

    private static InetSocketAddress address(int pair, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[]{10, (byte) pair, 0, 1}), port);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A datagram on its way from the other side. */
    record Datagram(int pair, int port, int number) {
    }

    /** As {@link #send(long, IntSupplier, Datagram...)} for fewer than overflow anything. */
    Future<?> send(long gapNs, Datagram... datagrams) {
        return send(gapNs, () -> datagrams.length, datagrams);
    }

    /**
     * Sends each after {@code gapNs}, on the sender's thread, and keeps so few under way that no ring overflows however
     * long the receiver is kept from its CPU.
     *
     * @param received how many the receiver has taken
     */
    Future<?> send(long gapNs, IntSupplier received, Datagram... datagrams) {
        int before = received.getAsInt();
        List<DatagramPacket> packets = new ArrayList<>();
        for (Datagram datagram : datagrams) {
            byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(datagram.number)
                    .array();
            packets.add(new DatagramPacket(bytes, 4, address(datagram.pair, datagram.port)));
        }
        Callable<Void> work = () -> {
            int sent = before;
            for (DatagramPacket packet : packets) {
                do {
                    LockSupport.parkNanos(gapNs); // the gaps of a feed
                } while (sent - received.getAsInt() >= MOST_UNDER_WAY);
                out.send(packet);
                sent++;
            }
            return null;
        };
        return sender.submit(work);
    }

    /** Packets that busy polling took from the devices of the calling thread's namespace so far. */
    static long busyPolled() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/thread-self/net/netstat"));
        String[] names = lines.get(0).split(" ");
        String[] values = lines.get(1).split(" ");
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals("BusyPollRxPackets")) {
                return Long.parseLong(values[i]);
            }
        }
        throw new AssertionError("no BusyPollRxPackets in " + lines.get(0));
    }

    @Override
    public void close() {
        out.close();
        sender.shutdownNow();
    }
}
