package io.rxpath.lab;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the small programs of iproute2 and util-linux; a process lives in the namespaces of the thread that runs it. */
final class Tool {
    private static final int SECONDS = 10;

    private Tool() {
    }

    /**
     * Runs a command to its end.
     *
     * @param advice what to look at where it fails
     * @throws LabException where it is missing, fails, or does not end within 10 s
     */
    static void run(String advice, List<String> command) {
        String line = "\"" + String.join(" ", command) + "\"";
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes()).strip();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LabException(line + " did not end within " + SECONDS + " s", null);
            }
            if (process.exitValue() != 0) {
                throw new LabException(line + " failed: " + said + "; " + advice, null);
            }
        } catch (IOException missing) {
            throw new LabException("the laboratory needs " + command.getFirst()
                    + ": install the packages iproute2 and util-linux", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted in the laboratory", interrupted);
        }
    }
}
