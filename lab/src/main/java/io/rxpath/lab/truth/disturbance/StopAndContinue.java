package io.rxpath.lab.truth.disturbance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rxpath.JvmFlags;
import io.rxpath.lab.LabException;
import io.rxpath.linux.Libc;

/**
 * SIGSTOP and SIGCONT for this whole process, by a {@link StopperMain} process: nobody can wake himself. A shell waits for
 * that process and continues this one however it ended, so that nothing leaves us stopped.
 */
public final class StopAndContinue implements Disturbance {
    private static final long END_BOUND_SECONDS = 5;

    @Override
    public Running start(Stage stage) {
        try {
            Process stopper = new ProcessBuilder(line(Libc.getpid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            // Not before the first line: its JVM must have started before the traffic is done.
            String first = stopper.inputReader().readLine();
            if (!"ready".equals(first)) {
                stopper.destroy();
                throw new LabException("the process that stops and continues this one did not start", null);
            }
            return () -> end(stopper);
        } catch (IOException failed) {
            throw new LabException("the process that stops and continues this one could not be started: "
                    + failed.getMessage(), failed);
        }
    }

    static List<String> line(int pid) {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        java.addAll(JvmFlags.required(false));
        java.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp",
                System.getProperty("java.class.path"), StopperMain.class.getName(), Integer.toString(pid)));
        List<String> line = new ArrayList<>(
                List.of("sh", "-c", "pid=$1; shift; \"$@\"; kill -CONT $pid", "sh", Integer.toString(pid)));
        line.addAll(java);
        return line;
    }

    private static void end(Process stopper) {
        try {
            stopper.getOutputStream().close();
            if (!stopper.waitFor(END_BOUND_SECONDS, TimeUnit.SECONDS)) {
                // The shell's end leaves the Java process, which ends by its own life; it never ends inside a stop.
                stopper.destroy();
                throw new LabException("the process that stops and continues this one did not end", null);
            }
        } catch (IOException gone) {
            // Then it has ended already.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
