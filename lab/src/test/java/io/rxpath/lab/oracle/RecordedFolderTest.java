package io.rxpath.lab.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedFolderTest {
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    private Path folder;

    private static boolean hasMemory() {
        try {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).type().equals("tmpfs");
        } catch (IOException absent) {
            return false;
        }
    }

    @Test
    void inMemoryItStaysUntilItIsClosed() throws Exception {
        assumeTrue(hasMemory(), "no /dev/shm");
        RecordedFolder recorded = new RecordedFolder();
        Path first = recorded.open(1 << 10);
        assertTrue(first.startsWith(MEMORY), first::toString);
        Files.writeString(first.resolve("a"), "recorded");
        recorded.release();
        assertEquals("recorded", Files.readString(first.resolve("a")));
        assertEquals(first, recorded.open(1 << 10));
        recorded.close();
        assertFalse(Files.exists(first));
        recorded.close();
    }

    @Test
    void whereMemoryHasNoRoomItIsForOneRecordingOnly() throws Exception {
        RecordedFolder recorded = new RecordedFolder();
        Path first = recorded.open(Long.MAX_VALUE);
        assertFalse(first.startsWith(MEMORY), first::toString);
        Files.writeString(first.resolve("a"), "recorded");
        recorded.release();
        assertFalse(Files.exists(first));
        Path second = recorded.open(Long.MAX_VALUE);
        assertTrue(Files.isDirectory(second));
        assertNotEquals(first, second);
        recorded.close();
        assertFalse(Files.exists(second));
    }

    @Test
    void aLargerRecordingLeavesTheMemory() throws Exception {
        assumeTrue(hasMemory(), "no /dev/shm");
        RecordedFolder recorded = new RecordedFolder();
        Path small = recorded.open(1 << 10);
        recorded.release();
        Path large = recorded.open(Long.MAX_VALUE);
        assertFalse(Files.exists(small));
        assertFalse(large.startsWith(MEMORY), large::toString);
        recorded.close();
    }

    @Test
    void whereThereIsNoMemoryFileSystemTheTemporaryFolderServes() throws Exception {
        RecordedFolder recorded = new RecordedFolder(folder.resolve("absent"));
        Path path = recorded.open(1);
        assertTrue(path.startsWith(Path.of(System.getProperty("java.io.tmpdir"))), path::toString);
        recorded.close();
    }
}
