package io.rxpath.linux.probe;

import static io.rxpath.linux.PrivateNetwork.onThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rxpath.linux.PrivateNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** This host as it is, and hosts recorded in folders. */
class HostProbeTest {
    @TempDir
    private Path root;

    @Test
    void everyAnswerHasItsDetailAndANameOfItsOwn() {
        Set<String> names = new HashSet<>();
        for (Capability capability : new HostProbe().all()) {
            assertFalse(capability.detail().isBlank(), capability.toString());
            assertTrue(capability.name().matches("[a-z]+(-[a-z]+)*"), capability.toString());
            assertTrue(names.add(capability.name()), capability.toString());
        }
        assertEquals(14, names.size(), names.toString());
        assertTrue(new HostProbe().platform().available());
    }

    @Test
    void withoutPrivilegeTheAnswersSayWhatIsMissing() {
        onThread(() -> {
            PrivateNetwork.dropCapabilities();
            HostProbe probe = new HostProbe();
            for (Capability refused : new Capability[]{probe.preferBusyPoll(), probe.busyPollBudget(),
                probe.napiTimers()}) {
                assertFalse(refused.available(), refused.toString());
                assertTrue(refused.detail().contains("initial user namespace")
                        || refused.detail().contains("built without")
                        || refused.detail().contains("needs Linux"), refused.toString());
            }
        });
    }

    @Test
    void anAnswerWithoutAReasonIsNoAnswer() {
        assertThrows(IllegalArgumentException.class, () -> new Capability("x", true, " "));
    }

    @ParameterizedTest
    @CsvSource({"6.18.44-generic, true, 6.18.44-generic", "6.8.0-31-generic, true, per device before 6.13",
        "6.1.0, false, before 6.8", "5.15.0-105, false, before 6.8", "'', false, not told"})
    void theKernelsReleaseDecides(String release, boolean enough, String said) throws IOException {
        write("proc/sys/kernel/osrelease", release + "\n");
        Capability kernel = new HostProbe(root).kernel();
        assertEquals(enough, kernel.available());
        assertTrue(kernel.detail().contains(said), kernel.detail());
    }

    @ParameterizedTest
    @CsvSource({"user/max_user_namespaces, 0, user.max_user_namespaces=0",
        "kernel/unprivileged_userns_clone, 0, kernel.unprivileged_userns_clone=0",
        "kernel/apparmor_restrict_unprivileged_userns, 1, kernel.apparmor_restrict_unprivileged_userns=1"})
    void aRestrictionOfUserNamespacesIsNamed(String file, String value, String named) throws IOException {
        ordinaryUser();
        assertTrue(new HostProbe(root).userNamespaces().available());
        write("proc/sys/" + file, value + "\n");
        Capability refused = new HostProbe(root).userNamespaces();
        assertFalse(refused.available());
        assertTrue(refused.detail().startsWith(named), refused.detail());
        assertTrue(refused.detail().contains("run as root"), refused.detail());
    }

    @Test
    void harmlessValuesOfTheSameSettingsRestrictNothing() throws IOException {
        ordinaryUser();
        write("proc/sys/kernel/unprivileged_userns_clone", "1\n");
        write("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "0\n");
        assertTrue(new HostProbe(root).userNamespaces().available());
    }

    @Test
    void aKernelWithoutUserNamespacesAndAPrivilegedThread() throws IOException {
        write("proc/thread-self/status", "CapEff:\t0000000000000000\n");
        assertTrue(new HostProbe(root).userNamespaces().detail().contains("CONFIG_USER_NS"));
        write("proc/thread-self/status", "CapEff:\t000001ffffffffff\n");
        assertTrue(new HostProbe(root).userNamespaces().available());
    }

    @Test
    void memoryLockByCapabilityOrLimit() throws IOException {
        ordinaryUser();
        write("proc/self/limits",
                "Max locked memory         8388608              8388608              bytes\n");
        Capability limited = new HostProbe(root).memoryLock();
        assertFalse(limited.available());
        assertTrue(limited.detail().contains("8388608 bytes"), limited.detail());
        write("proc/self/limits",
                "Max locked memory         unlimited            unlimited            bytes\n");
        assertTrue(new HostProbe(root).memoryLock().available());
        Files.delete(root.resolve("proc/self/limits"));
        assertFalse(new HostProbe(root).memoryLock().available());
        write("proc/thread-self/status", "CapEff:\t0000000000004000\n");
        write("proc/self/uid_map", "         0       1000          1\n");
        assertFalse(new HostProbe(root).memoryLock().available(),
                "the capability of a user namespace is not enough");
        write("proc/self/uid_map", "         0          0 4294967295\n");
        assertTrue(new HostProbe(root).memoryLock().available());
    }

    @Test
    void tracefsMissingNotMountedOrReadable() throws IOException {
        assertTrue(new HostProbe(root).tracefs().detail().contains("built without"));
        write("proc/filesystems", "nodev\tsysfs\nnodev\ttracefs\n");
        assertTrue(new HostProbe(root).tracefs().detail().contains("not mounted"));
        write("proc/self/mounts", "tracefs /sys/kernel/tracing tracefs rw 0 0\n");
        assertTrue(new HostProbe(root).tracefs().detail().contains("not readable"));
        write("sys/kernel/tracing/events/net/napi_gro_receive_entry/id", "1500\n");
        assertTrue(new HostProbe(root).tracefs().available());
    }

    @Test
    void processorsTellWhatIsAllowedAndIsolated() throws IOException {
        write("proc/thread-self/status", "Name:\tjava\nCpus_allowed_list:\t2-3\n");
        write("sys/devices/system/cpu/isolated", "3\n");
        String detail = new HostProbe(root).processors().detail();
        assertTrue(detail.contains("allowed 2-3") && detail.contains("isolated 3"), detail);
    }

    private void ordinaryUser() throws IOException {
        write("proc/thread-self/status", "CapEff:\t0000000000000000\n");
        write("proc/sys/user/max_user_namespaces", "96365\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
