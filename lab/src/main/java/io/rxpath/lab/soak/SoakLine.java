package io.rxpath.lab.soak;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.rxpath.config.SocketConfig;
import io.rxpath.lab.Laboratory;
import io.rxpath.lab.send.SendJob;
import io.rxpath.lab.send.SenderCommand;
import io.rxpath.lab.send.SenderProcess;

/** The way from the sender process to the receiver's socket: the laboratory's veth pair, or loopback. */
final class SoakLine implements AutoCloseable {
    private static final String GROUP = "239.77.0.2";
    private static final int PORT = 14_311;
    private static final Duration START_BOUND = Duration.ofSeconds(20);

    private final String description;
    private final SenderProcess sender;
    private final SocketConfig socket;
    private final InetSocketAddress destination;
    private final String senderDevice;
    private final AutoCloseable rest;

    private SoakLine(String description, SenderProcess sender, SocketConfig socket,
            InetSocketAddress destination, String senderDevice, AutoCloseable rest) {
        this.description = description;
        this.sender = sender;
        this.socket = socket;
        this.destination = destination;
        this.senderDevice = senderDevice;
        this.rest = rest;
    }

    /**
     * Opens the veth pair; the calling thread is then in the laboratory's namespace for good.
     *
     * @throws io.rxpath.linux.LinuxException where namespaces are refused
     */
    static SoakLine veth(long lifeSeconds, Consumer<String> says) {
        Laboratory laboratory = Laboratory.open(lifeSeconds, says);
        return new SoakLine("a veth pair", laboratory.sender(),
                new SocketConfig("feed", "LAB", "soak", true, Laboratory.DEVICE, null,
                        InetAddress.ofLiteral(GROUP), null, PORT, SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES),
                new InetSocketAddress(GROUP, PORT), Laboratory.SENDER_DEVICE, laboratory);
    }

    /** Starts a sender to this address of loopback. */
    static SoakLine loopback(int port, long lifeSeconds) {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        SenderProcess sender = SenderProcess.start(SenderCommand.likeThisProcess(List.of(), lifeSeconds),
                START_BOUND);
        return new SoakLine("loopback", sender,
                new SocketConfig("feed", "LAB", "soak", true, null, local, null, null, port,
                        SocketConfig.DEFAULT_RECEIVE_BUFFER_BYTES),
                new InetSocketAddress(local, port), null, sender);
    }

    /** In words. */
    String description() {
        return description;
    }

    /** What the receiver receives from. */
    SocketConfig socket() {
        return socket;
    }

    /** Hands the sender a job. */
    void submit(SendJob job, int cpu) {
        SendJob addressed = job.to(List.of(destination)).cpu(cpu);
        sender.submit(senderDevice == null ? addressed : addressed.device(senderDevice));
    }

    /** The process that sends. */
    SenderProcess sender() {
        return sender;
    }

    @Override
    public void close() {
        try {
            rest.close();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
