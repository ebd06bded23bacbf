package io.rxpath.lab;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program with a laboratory, for a test to kill: prints the sender's process id and the receiver's namespace. */
final class LaboratoryToKill {
    private LaboratoryToKill() {
    }

    public static void main(String[] arguments) throws Exception {
        Laboratory laboratory = Laboratory.open(60);
        System.out.println(laboratory.sender().pid() + " "
                + Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")));
        Thread.sleep(60_000); // until it is killed
    }
}
