package io.rxpath.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.NetworkInterface;
import java.util.List;

import org.junit.jupiter.api.Test;

class NetworkDeviceTest {
    @Test
    void indicesAreTheKernels() throws Exception {
        assertTrue(NetworkDevice.names().contains("lo"));
        for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
            assertEquals(device.getIndex(), NetworkDevice.index(device.getName()));
            assertTrue(NetworkDevice.exists(device.getName()));
        }
    }

    @Test
    void aMissingDeviceIsRefusedWithThoseThereAre() {
        for (String name : List.of("nosuchdev0", "a-name-that-is-far-too-long", "", "lo\0x")) {
            assertFalse(NetworkDevice.exists(name));
            LinuxException missing = assertThrows(LinuxException.class, () -> NetworkDevice.index(name));
            assertTrue(missing.is(Errno.ENODEV), missing.getMessage());
            assertTrue(missing.getMessage().contains("the devices here are"), missing.getMessage());
            assertTrue(missing.getMessage().contains("lo"), missing.getMessage());
        }
    }

    @Test
    void theNamespaceIsTheCallingThreads() throws Exception {
        TestThread.run(() -> {
            TestNamespace.enter();
            TestNamespace.ip("link add name only0 type veth peer name only1");
            assertTrue(NetworkDevice.names().contains("lo"));
            assertTrue(NetworkDevice.names().contains("only1"));
            assertTrue(NetworkDevice.exists("only0"));
        });
        assertFalse(NetworkDevice.exists("only0"), "other threads keep their namespace");
    }
}
