package io.rxpath.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A clone with the real launcher around a Maven that only pretends to build and a java that prints its arguments. Its
 * PATH holds nothing but what the launcher is known to need, so that a test can take tools away.
 */
final class FakeClone {
    private static final List<String> TOOLS = List.of("sh", "dirname", "readlink", "uname", "getconf", "sed",
            "stat", "cat", "find", "id", "flock", "mkdir", "rm", "touch", "getent", "cut", "unshare", "true",
            "sleep", "setpriv", "env");
    /** Builds slowly enough for a second launcher to arrive; counts its calls. */
    private static final String MAVEN = """
            #!/bin/sh
            echo built >>"$FAKE_LOG"
            mkdir -p cli/target/lib
            echo half >cli/target/lib/rxpath-cli.jar
            sleep 0.5
            [ ! -e fail ] || { echo "[ERROR] it does not compile"; exit 1; }
            echo whole >cli/target/lib/rxpath-cli.jar
            echo library >cli/target/lib/a.jar
            build/fingerprint >cli/target/built
            """;
    private static final String JAVA = """
            #!/bin/sh
            echo "options: $JAVA_TOOL_OPTIONS$JDK_JAVA_OPTIONS$_JAVA_OPTIONS"
            for argument in "$@"; do
                echo "argument: $argument"
            done
            """;

    private final Path folder;

    FakeClone(Path folder) throws IOException {
        this.folder = folder;
        for (String file : List.of("bin/rxpath", "bin/find-jdk", "build/fingerprint", "conf/jvm.flags")) {
            Files.createDirectories(root().resolve(file).getParent());
            Files.copy(Child.root().resolve(file), root().resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        write(root().resolve("pom.xml"), "<project/>");
        write(root().resolve("cli/pom.xml"), "<project/>");
        write(root().resolve("cli/src/main/java/Main.java"), "class Main {}");
        executable(folder.resolve("jdk/bin/java"), JAVA);
        executable(folder.resolve("jdk/bin/javac"), "#!/bin/sh\n");
        write(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.createDirectories(folder.resolve("home"));
        for (String tool : TOOLS) {
            executable(tools().resolve(tool), "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
        }
        executable(tools().resolve("mvn"), MAVEN);
        open(folder);
    }

    /** Where the clone stands; its name has a space. */
    Path root() {
        return folder.resolve("my clone");
    }

    /** The only folder of the PATH. */
    Path tools() {
        return folder.resolve("tools");
    }

    /** Calls of Maven so far. */
    long builds() throws IOException {
        final Path log = folder.resolve("home/log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    /** Replaces a tool by a script. */
    void replace(String tool, String script) throws IOException {
        Files.deleteIfExists(tools().resolve(tool));
        executable(tools().resolve(tool), "#!/bin/sh\n" + script + "\n");
    }

    /** The launcher's command line. */
    List<String> command(Object... arguments) {
        final List<String> command = new ArrayList<>(List.of(root().resolve("bin/rxpath").toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    /** Runs the launcher. */
    Child start(Object... arguments) throws IOException, InterruptedException {
        return Child.run(folder.resolve("home"), environment(), command(arguments));
    }

    /** Runs the launcher as the ordinary user nobody; only root can. */
    Child startAsNobody(Object... arguments) throws IOException, InterruptedException {
        open(folder);
        final List<String> command = new ArrayList<>(List.of(tools().resolve("setpriv").toString(),
                "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.addAll(command(arguments));
        return Child.run(folder.resolve("home"), environment(), command);
    }

    Map<String, String> environment() {
        return Map.of("PATH", tools().toString(), "HOME", folder.resolve("home").toString(), "JAVA_HOME",
                folder.resolve("jdk").toString(), "FAKE_LOG", folder.resolve("home/log").toString(),
                "JAVA_TOOL_OPTIONS", "-Dnoise=1", "JDK_JAVA_OPTIONS", "-Dnoise=2", "_JAVA_OPTIONS",
                "-Dnoise=3");
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void executable(Path file, String script) throws IOException {
        write(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Lets any user in: a test folder is its owner's alone. */
    private static void open(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(it -> !Files.isSymbolicLink(it)).toList()) {
                if (Files.isDirectory(file) || Files.isExecutable(file)) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
                }
            }
        }
    }

    private static Path find(String tool) {
        return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").map(it -> Path.of(it, tool))
                .filter(Files::exists).findFirst()
                .orElseThrow(() -> new IllegalStateException(tool + " is not installed"));
    }
}
