package io.rxpath.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.rxpath.lab.LabException;

class WorkFolderTest {
    @TempDir
    private Path temp;

    @Test
    void itsOwnIsGoneWithAllThatIsInIt() throws IOException {
        Path path;
        try (WorkFolder folder = WorkFolder.own(List.of(temp), 1)) {
            path = folder.path();
            assertFalse(folder.stays());
            Files.writeString(folder.make("readers").resolve("file"), "x");
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void theUsersStays() {
        try (WorkFolder folder = WorkFolder.open(temp.resolve("a/b"), 1)) {
            assertTrue(folder.stays());
        }
        assertTrue(Files.isDirectory(temp.resolve("a/b")));
    }

    @Test
    void whatIsThereIsLeftAlone() throws IOException {
        Files.writeString(temp.resolve("mine"), "x");
        LabException refused = assertThrows(LabException.class, () -> WorkFolder.open(temp, 1));
        assertTrue(refused.getMessage().contains(temp + " is not empty"), refused.getMessage());
        assertEquals("x", Files.readString(temp.resolve("mine")));
    }

    @Test
    void tooLittleRoomIsSaidAndNothingLeftBehind() {
        Path wanted = temp.resolve("wanted");
        LabException refused = assertThrows(LabException.class, () -> WorkFolder.open(wanted, 1L << 60));
        assertTrue(refused.getMessage().startsWith("the journal will take 1099511627776 MiB"),
                refused.getMessage());
        assertFalse(Files.exists(wanted));
        assertThrows(LabException.class, () -> WorkFolder.own(List.of(temp), 1L << 60));
    }

    @Test
    void memoryIsNoDiskUnlessItIsAskedFor() throws IOException {
        Path memory = Path.of("/dev/shm");
        Assumptions.assumeTrue(Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs"),
                "no tmpfs on /dev/shm that this user may write");
        assertThrows(LabException.class, () -> WorkFolder.own(List.of(memory), 1));
        try (WorkFolder folder = WorkFolder.own(List.of(memory, temp), 1)) {
            assertTrue(folder.path().startsWith(temp));
        }
        Path asked = Files.createTempDirectory(memory, "rxpath-test-");
        try (WorkFolder folder = WorkFolder.open(asked, 1)) {
            assertEquals(asked, folder.path());
        } finally {
            Files.delete(asked);
        }
    }
}
