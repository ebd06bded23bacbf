package io.rxpath.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A program that takes the lock on the file it is given, prints what that says and then that it has it, and is killed. */
final class LockToKill {
    static final String HELD = "held";

    private LockToKill() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        new MachineLock(List.of(Path.of(arguments[0])), Duration.ofSeconds(60)).take(System.out::println);
        System.out.println(HELD);
        Thread.sleep(60_000); // until it is killed
    }
}
