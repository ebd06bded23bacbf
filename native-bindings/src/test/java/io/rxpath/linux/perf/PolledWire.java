package io.rxpath.linux.perf;

import static io.rxpath.linux.PrivateNetwork.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rxpath.linux.CpuAffinity;
import io.rxpath.linux.Libc;
import io.rxpath.linux.MessageVector;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.PrivateNetwork;
import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.ethtool.Ethtool;
import io.rxpath.linux.netlink.NetdevFamily;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A veth pair whose far end is in a network namespace of its own, and a socket here that busy-polls for what comes from
 * there. Made on the thread that receives, in {@link PrivateNetwork#run}.
 */
final class PolledWire implements AutoCloseable {
    static final String DEVICE = "rxb";
    private static final String MAC = "02:00:00:00:66:01";
    private static final String FAR_MAC = "02:00:00:00:66:02";
    private static final int PORT = 17_001;
    private static final int PAUSE_USECS = 150;
    private static final int WINDOW_USECS = 20_000;
    private static final long PATIENCE_NS = 5_000_000_000L;
    private static final long SEND_NS = 30_000_000_000L;

    private final ExecutorService far = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("far-end").factory());
    private final UdpSocket socket = UdpSocket.open(false);
    private final MessageVector in = new MessageVector(1, 64);
    private volatile int received;
    final int napiId;

    PolledWire() throws Exception {
        // One queue, that is one NAPI; and no frame of ARP or IPv6 among the packets.
        ip("link add rxa address " + FAR_MAC + " type veth peer name " + DEVICE + " address " + MAC);
        ip("link set " + DEVICE + " addrgenmode none");
        ip("link set " + DEVICE + " up");
        int farTid = onFarEnd(() -> {
            Namespaces.unshareNetwork();
            return Libc.gettid();
        });
        ip("link set rxa netns /proc/" + Libc.getpid() + "/task/" + farTid + "/ns/net");
        onFarEnd(() -> {
            ip("address add 10.66.0.2/24 dev rxa");
            ip("link set rxa addrgenmode none");
            ip("link set rxa up");
            ip("neighbor add 10.66.0.1 lladdr " + MAC + " dev rxa nud permanent");
            // What is offloaded to a veth bypasses the other end's NAPI.
            Ethtool.setFeature("rxa", "tso", false);
            return null;
        });
        ip("address add 10.66.0.1/24 dev " + DEVICE);
        ip("neighbor add 10.66.0.2 lladdr " + FAR_MAC + " dev " + DEVICE + " nud permanent");
        Ethtool.setFeature(DEVICE, "gro", true);
        try (NetdevFamily netdev = NetdevFamily.open()) {
            napiId = netdev.napisOf(PrivateNetwork.index(DEVICE)).getFirst().id();
        }
        // Two threads on one processor would leave hardly a packet to the poll.
        BitSet cpus = CpuAffinity.allowed();
        CpuAffinity.pin(cpus.nextSetBit(0));
        int last = cpus.length() - 1;
        onFarEnd(() -> {
            CpuAffinity.pin(last);
            return null;
        });
        socket.bind(new InetSocketAddress("10.66.0.1", PORT));
        socket.receiveTimeoutNs(PATIENCE_NS);
        socket.busyPollUsecs(WINDOW_USECS);
    }

    private <T> T onFarEnd(Callable<T> task) throws Exception {
        return far.submit(task).get();
    }

    /** Has this many packets sent, each a while after the one before has been received. */
    void receive(int packets) throws Exception {
        received = 0;
        Future<?> sent = far.submit(() -> send(packets));
        for (int i = 0; i < packets; i++) {
            assertEquals(1, in.receive(socket.fd(), 1, 0), "packet " + i);
            received = i + 1;
        }
        sent.get();
        assertEquals(napiId, socket.napiId(), "the NAPI that delivered");
    }

    private void send(int packets) {
        try (UdpSocket sender = UdpSocket.open(false); MessageVector out = new MessageVector(1, 64)) {
            sender.connect(new InetSocketAddress("10.66.0.1", PORT));
            long end = System.nanoTime() + SEND_NS;
            for (int i = 0; i < packets; i++) {
                out.setLength(0, 32);
                assertEquals(1, out.send(sender.fd(), 1, 0));
                do {
                    Libc.usleep(PAUSE_USECS);
                } while (received <= i && System.nanoTime() < end);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
        in.close();
        far.shutdownNow();
    }
}
