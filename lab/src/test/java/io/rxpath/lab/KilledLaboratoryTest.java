package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.rxpath.JvmFlags;
import io.rxpath.linux.Libc;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The laboratory is gone however the program ended. It is another process's, so this one must have none meanwhile, and the
 * time has to do for that process's wait for others.
 */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class KilledLaboratoryTest {
    @Test
    void aKilledProgramLeavesNothingBehind() throws Exception {
        Assumptions.assumeTrue(Libc.geteuid() == 0,
                "only root makes a laboratory in a program started like this");
        Process program = start();
        try {
            String[] said = program.inputReader().readLine().split(" ");
            long sender = Long.parseLong(said[0]);
            String namespace = said[1];
            assertTrue(ProcessHandle.of(sender).orElseThrow().isAlive());
            assertTrue(namespaces().contains(namespace));
            program.destroyForcibly().waitFor();
            Optional<ProcessHandle> left = ProcessHandle.of(sender);
            if (left.isPresent()) {
                left.get().onExit().get(20, TimeUnit.SECONDS);
            }
            assertFalse(namespaces().contains(namespace), "nobody is left in it, so the kernel took it down");
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void whoeverComesMeanwhileWaitsForItsEnd() throws Exception {
        Assumptions.assumeTrue(Libc.geteuid() == 0,
                "only root makes a laboratory in a program started like this");
        Process program = start();
        try {
            assertNotNull(program.inputReader().readLine());
            BlockingQueue<String> said = new LinkedBlockingQueue<>();
            FutureTask<Laboratory.Reservation> next = new FutureTask<>(() -> Laboratory.reserve(said::add));
            new Thread(next, "next").start();
            String sentence = said.take();
            assertTrue(sentence.contains("(process " + program.pid() + ")"), sentence);
            assertFalse(next.isDone());
            program.destroyForcibly();
            next.get().close();
        } finally {
            program.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        List<String> line = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        line.addAll(JvmFlags.required(true));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), LaboratoryToKill.class.getName()));
        return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The network namespaces that any thread of this machine lives in. */
    private static List<String> namespaces() {
        List<String> found = new ArrayList<>();
        for (String process : names("/proc")) {
            for (String thread : names("/proc/" + process + "/task")) {
                try {
                    found.add(Files
                            .readSymbolicLink(Path.of("/proc/" + process + "/task/" + thread + "/ns/net"))
                            .toString());
                } catch (IOException ended) {
                    // A thread that has ended meanwhile holds no namespace.
                }
            }
        }
        return found;
    }

    private static List<String> names(String folder) {
        String[] names = new File(folder).list((parent, name) -> name.chars().allMatch(Character::isDigit));
        return names == null ? List.of() : List.of(names);
    }
}
