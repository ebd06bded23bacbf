package io.rxpath.bench.contender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.rxpath.bench.BenchException;

/** The C program that is the floor, built by this machine's compiler. */
public final class Floor implements AutoCloseable {
    private static final String SOURCE = "floor/floor.c";
    private static final List<String> COMPILER = List.of("cc", "-std=gnu11", "-O2", "-Wall", "-Wextra",
            "-Werror");
    private static final long COMPILE_SECONDS = 60;

    private final TemporaryFolder folder;
    private final Path program;

    private Floor(TemporaryFolder folder, Path program) {
        this.folder = folder;
        this.program = program;
    }

    /**
     * Builds it into a temporary folder.
     *
     * @throws BenchException where there is no compiler, or it refuses, with what it said
     */
    public static Floor build() {
        TemporaryFolder folder = TemporaryFolder.create();
        try {
            Path source = folder.path().resolve("floor.c");
            try (InputStream text = BenchException.class.getResourceAsStream(SOURCE)) {
                Files.copy(text, source);
            }
            Path program = folder.path().resolve("floor");
            compile(source, program);
            return new Floor(folder, program);
        } catch (IOException e) {
            folder.close();
            throw new BenchException("the C program could not be built: " + e.getMessage()
                    + "; a C compiler named cc is wanted, with the headers of Linux", e);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void compile(Path source, Path program) throws IOException {
        List<String> command = new java.util.ArrayList<>(COMPILER);
        command.addAll(List.of("-o", program.toString(), source.toString()));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!compiler.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
                throw new BenchException("cc refused the C program: "
                        + said.lines().limit(3).reduce((a, b) -> a + " / " + b).orElse("it said nothing"),
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted while the C program was built", interrupted);
        } finally {
            compiler.destroyForcibly();
        }
    }

    /** The program. */
    Path program() {
        return program;
    }

    /** Deletes it; those that run go on. */
    @Override
    public void close() {
        folder.close();
    }
}
