package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rxpath.linux.Libc;
import io.rxpath.linux.LibcSockets;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.UdpSocket;
import io.rxpath.linux.ethtool.Ethtool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A veth pair between two network namespaces that nobody else sees. The thread that makes it stands at the receiving
 * end, a thread of its own at the sending one.
 */
final class TestLink implements AutoCloseable {
    static final String DEVICE = "rxtrace0";
    private static final String PEER = "rxtrace1";
    private static final String ADDRESS = "10.78.0.1";
    private static final int PORT = 14_310;
    private static final long SYS_TIMEOUT_NS = 5_000_000_000L;

    private final ExecutorService sender = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

    /** A test's work. */
    interface Work {
        void run(TestLink link) throws Exception;
    }

    private TestLink() throws Exception {
        Namespaces.unshareNetwork();
        int tid = sender.submit(() -> {
            Namespaces.unshareNetwork();
            return Libc.gettid();
        }).get();
        ip("link add " + DEVICE + " type veth peer name " + PEER);
        ip("link set " + PEER + " netns /proc/" + Libc.getpid() + "/task/" + tid + "/ns/net");
        ip("link set " + DEVICE + " addrgenmode none");
        ip("address add " + ADDRESS + "/24 dev " + DEVICE);
        ip("link set " + DEVICE + " up");
        Ethtool.setFeature(DEVICE, "gro", true);
        sender.submit(() -> {
            ip("link set " + PEER + " addrgenmode none");
            ip("address add 10.78.0.2/24 dev " + PEER);
            ip("link set " + PEER + " up");
            // With it, packets would go past the NAPI.
            Ethtool.setFeature(PEER, "tso", false);
            return null;
        }).get();
    }

    /** Runs {@code work} on a thread of its own; skips the calling test where that needs a privilege. */
    static void run(Work work) throws Exception {
        assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "the kernel's trace and a network namespace need root in the initial user namespace");
        FutureTask<Void> task = new FutureTask<>(() -> {
            try (TestLink link = new TestLink()) {
                work.run(link);
            }
            return null;
        });
        Thread.ofPlatform().daemon().name("trace-receiver").start(task);
        try {
            task.get(80, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) failed.getCause();
        }
    }

    /** A socket at the receiving end. */
    UdpSocket receiver() {
        UdpSocket socket = UdpSocket.open(false);
        socket.bind(new InetSocketAddress(ADDRESS, PORT));
        socket.receiveTimeoutNs(SYS_TIMEOUT_NS);
        return socket;
    }

    /** Sends so many datagrams of so many bytes, with a pause between them. */
    Future<Integer> send(int packets, int bytes, long pauseUsecs) {
        return sender.submit(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                DatagramPacket packet = new DatagramPacket(new byte[bytes], bytes,
                        new InetSocketAddress(ADDRESS, PORT));
                for (int i = 0; i < packets; i++) {
                    socket.send(packet);
                    TimeUnit.MICROSECONDS.sleep(pauseUsecs); // the receiver is to fall asleep between two
                }
            }
            return packets;
        });
    }

    /** Receives so many datagrams, or fewer where none comes for some seconds. */
    static int receive(UdpSocket socket, int packets) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(2048);
            int received = 0;
            while (received < packets && LibcSockets.recv(socket.fd(), buffer, buffer.byteSize(), 0) >= 0) {
                received++;
            }
            return received;
        }
    }

    private static void ip(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> "ip " + arguments + ": " + said);
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
