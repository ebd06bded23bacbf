package io.rxpath.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.rxpath.linux.Libc;
import io.rxpath.linux.Namespaces;
import io.rxpath.linux.NetworkDevice;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The laboratory is there while it is wanted, and gone afterwards. */
@Timeout(120)
@ExtendWith(AloneOnTheMachine.class)
class LaboratoryTest {
    @Test
    void itsDevicesAreSeenOnlyInside() throws Exception {
        List<String> before = NetworkDevice.names();
        InLaboratory.run(laboratory -> {
            assertTrue(NetworkDevice.names().contains(Laboratory.DEVICE));
            assertFalse(NetworkDevice.names().contains(Laboratory.SENDER_DEVICE),
                    "it is in the sender's namespace");
            assertTrue(laboratory.napi().id() > 0);
        });
        assertEquals(before, NetworkDevice.names());
    }

    @Test
    void moderationIsReadBackOrItsRefusalSaid() throws Exception {
        InLaboratory.run(laboratory -> {
            Optional<String> refused = laboratory.moderate(7, 123_000);
            if (refused.isPresent()) {
                assertTrue(refused.get().contains("EPERM"), refused.get());
            } else {
                assertEquals(7, laboratory.napi().deferHardIrqs());
                assertEquals(123_000, laboratory.napi().groFlushTimeoutNs());
            }
        });
    }

    @Test
    void theSecondDeviceHasItsOwnNapi() throws Exception {
        InLaboratory.run(laboratory -> {
            laboratory.connectSecond();
            laboratory.connectSecond();
            assertTrue(NetworkDevice.names().contains(Laboratory.SECOND_DEVICE));
            int first = laboratory.napi().id();
            int second = laboratory.napi(Laboratory.SECOND_DEVICE).id();
            assertTrue(second > 0 && second != first, first + " and " + second);
            assertEquals(0, laboratory.sender().counters(Laboratory.SECOND_SENDER_DEVICE).txDropped());
        });
    }

    @Test
    void groOffAndOnAgainMakesAnotherNapi() throws Exception {
        InLaboratory.run(laboratory -> {
            int before = laboratory.napi().id();
            Laboratory.gro(false);
            assertThrows(LabException.class, laboratory::napi);
            Laboratory.gro(true);
            assertTrue(laboratory.napi().id() != before);
        });
    }

    @Test
    void packetSteeringIsSetWhereTheDeviceIs() throws Exception {
        Assumptions.assumeTrue(Libc.geteuid() == 0 && Namespaces.initialUserNamespace(),
                "packet steering needs root");
        String mounts = Files.readString(Path.of("/proc/self/mountinfo"));
        InLaboratory.run(laboratory -> {
            Laboratory.steerPackets(1);
            assertThrows(LabException.class, () -> Laboratory.steerPackets(-1));
            Laboratory.steerPackets(0);
        });
        assertEquals(mounts, Files.readString(Path.of("/proc/self/mountinfo")));
    }
}
