package io.rxpath.lab.send;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A parent for the test to kill: starts a sender with a long job and prints the sender's process id. */
final class KilledParent {
    private KilledParent() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        SenderProcess sender = SenderProcess.start(SenderCommand.likeThisProcess(List.of(), 60),
                Duration.ofSeconds(30));
        sender.submit(SendJob.steady(500_000, 500_000, 10, 10)
                .to(List.of(new InetSocketAddress("127.0.0.1", 9))).seconds(60));
        System.out.println(sender.pid());
        Thread.sleep(60_000);
    }
}
