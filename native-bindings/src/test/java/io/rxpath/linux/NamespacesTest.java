package io.rxpath.linux;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespacesTest {
    private static final Path OWN = Path.of("/proc/thread-self/ns/net");

    @Test
    void unshareMovesTheCallingThreadAndWhatItStartsOnly() throws Exception {
        Path before = Files.readSymbolicLink(OWN);
        PrivateNetwork.run(() -> {
            assertNotEquals(before, Files.readSymbolicLink(OWN));
            String devices = PrivateNetwork.ip("-o link show");
            assertEquals(1, devices.lines().count(), devices);
            assertTrue(devices.contains("lo:"), devices);
        });
        assertEquals(before, Files.readSymbolicLink(OWN));
    }

    @Test
    void withoutPrivilegeUnshareIsRefusedWithASentence() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            LinuxException refusal = assertThrows(LinuxException.class, Namespaces::unshareNetwork);
            assertTrue(refusal.isPermission());
            assertEquals(
                    "unshare(CLONE_NEWNET): EPERM (operation not permitted); run as root, or start the process"
                            + " through: unshare -Urn",
                    refusal.getMessage());
        });
    }

    @Test
    void netAdminIsTheThreadsOwn() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            assertFalse(Namespaces.hasNetAdmin());
        });
        if (Libc.geteuid() != 0) {
            assertFalse(Namespaces.hasNetAdmin());
        }
    }

    @ParameterizedTest
    @CsvSource({"'         0          0 4294967295\n', true", "'         0       1000          1\n', false",
        "'0 100000 65536\n', false", "'0 0 4294967295\n1 2 3\n', false", "'', true"})
    void initialUserNamespaceByTheMap(String map, boolean initial, @TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/uid_map"), map);
        assertEquals(initial, Namespaces.initialUserNamespace(root));
    }

    @ParameterizedTest
    @CsvSource({"000001fffeffffff, true", "0000000000001000, true", "0000000000000fff, false",
        "ffffffffffffffff, true", "nonsense, false"})
    void netAdminByTheEffectiveSet(String set, boolean held, @TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("proc/thread-self"));
        Files.writeString(root.resolve("proc/thread-self/status"),
                "Name:\tjava\nCapPrm:\tffffffffffffffff\nCapEff:\t" + set + "\n");
        assertEquals(held, Namespaces.hasNetAdmin(root));
    }

    @Test
    void whatIsNotToldIsNotHeld(@TempDir Path root) {
        assertTrue(Namespaces.initialUserNamespace(root));
        assertFalse(Namespaces.hasNetAdmin(root));
    }
}
