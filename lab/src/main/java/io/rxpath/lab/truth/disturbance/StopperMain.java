package io.rxpath.lab.truth.disturbance;

import java.io.IOException;

import io.rxpath.linux.Libc;

/**
 * A process that stops another one for 2 ms, every 20 ms. It prints {@code ready} and ends when its input ends, when the
 * other process is gone, and after a minute; never between a stop and its continuation.
 */
public final class StopperMain {
    // asm/unistd_64.h, signal.h
    private static final long SYS_KILL = 62;
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private static final long STOPPED_MS = 2;
    private static final long RUNNING_MS = 18;
    private static final long LIFE_NS = 60_000_000_000L;

    private final Object wholeStop = new Object();
    private final int pid;
    private boolean ended;

    private StopperMain(int pid) {
        this.pid = pid;
    }

    /** Stops and continues the process whose number is the only argument. */
    public static void main(String[] arguments) throws InterruptedException {
        StopperMain stopper = new StopperMain(Integer.parseInt(arguments[0]));
        Thread input = new Thread(stopper::endWithInput, "stopper-stdin");
        input.setDaemon(true);
        input.start();
        Runtime.getRuntime().addShutdownHook(new Thread(stopper::end, "stopper-end"));
        System.out.println("ready");
        stopper.run();
    }

    private void run() throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LIFE_NS) {
            Thread.sleep(RUNNING_MS); // the period is what the disturbance consists of
            synchronized (wholeStop) {
                if (ended || Libc.syscall(SYS_KILL, pid, SIGSTOP, 0, 0, 0) != 0) {
                    return;
                }
                Thread.sleep(STOPPED_MS); // as above
                Libc.syscall(SYS_KILL, pid, SIGCONT, 0, 0, 0);
            }
        }
    }

    /** Waits for a stop to be over; none comes after it. */
    private void end() {
        synchronized (wholeStop) {
            ended = true;
        }
    }

    private void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Whatever it says.
            }
        } catch (IOException closed) {
            // As its end.
        }
        end();
        Runtime.getRuntime().halt(0);
    }
}
