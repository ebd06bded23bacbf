package io.rxpath.lab.truth.disturbance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever ends the process that stops another one, that one goes on. */
@Timeout(60)
class StopAndContinueTest {
    private Process victim;
    private Process stopper;

    @BeforeEach
    void begin() throws Exception {
        victim = new ProcessBuilder("sleep", "50").start();
        stopper = new ProcessBuilder(StopAndContinue.line((int) victim.pid()))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals("ready", stopper.inputReader().readLine());
    }

    @AfterEach
    void end() throws Exception {
        stopper.descendants().forEach(ProcessHandle::destroyForcibly);
        stopper.destroyForcibly().waitFor();
        victim.destroyForcibly().waitFor();
    }

    private char state() throws Exception {
        String stat = Files.readString(Path.of("/proc/" + victim.pid() + "/stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    private void awaitStopped() throws Exception {
        long looks = 0;
        while (state() != 'T') {
            assertTrue(++looks < 10_000_000, "it was never stopped");
        }
    }

    @Test
    void theEndOfItsInputEndsItOutsideAStop() throws Exception {
        awaitStopped();
        stopper.getOutputStream().close();
        assertTrue(stopper.waitFor(20, TimeUnit.SECONDS));
        assertNotEquals('T', state());
    }

    @Test
    void killedInTheMiddleOfAStopItIsMadeGoodByItsShell() throws Exception {
        ProcessHandle java = stopper.children().findFirst().orElseThrow();
        awaitStopped();
        java.destroyForcibly();
        assertTrue(stopper.waitFor(20, TimeUnit.SECONDS));
        assertNotEquals('T', state());
    }

    @Test
    void itEndsWithWhomItStops() throws Exception {
        victim.destroyForcibly().waitFor();
        assertTrue(stopper.waitFor(20, TimeUnit.SECONDS));
    }
}
