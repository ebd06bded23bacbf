package io.rxpath.lab.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.rxpath.lab.LabException;
import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.SampleCells;
import io.rxpath.lab.truth.result.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellStoreTest {
    private static final CellResult FIRST = SampleCells.whole("rival/epoll/defer/full/1", Verdict.MET, 5, 0);
    private static final CellResult SECOND = SampleCells.whole("rival/epoll/defer/full/2", Verdict.BELOW, 5,
            0);

    @TempDir
    private Path folder;

    @Test
    void aRunThatWasCutShortKeepsWhatItHad() throws Exception {
        CellStore store = new CellStore(folder.resolve("new"), false);
        store.add(FIRST);
        store.add(CellResult.without("rps/a", "rps", "full", Verdict.FAILED, "a hole"));
        store.add(CellResult.without("cme/a", "cme", "full", Verdict.SKIPPED, "no capture"));
        Path file = folder.resolve("new").resolve(CellStore.FILE);
        assertEquals(2, Files.readAllLines(file).size());
        Files.writeString(file, "{\"id\":\"wide-ma", StandardOpenOption.APPEND);

        CellStore resumed = new CellStore(folder.resolve("new"), true);
        assertEquals(FIRST, resumed.kept(FIRST.id()));
        assertNull(resumed.kept("rps/a"), "a failed cell is run again");
        resumed.add(SECOND);
        assertEquals(2, Files.readAllLines(file).size(), "the line cut short is gone");
        assertEquals(SECOND, new CellStore(folder.resolve("new"), true).kept(SECOND.id()));
    }

    @Test
    void anEarlierRunIsNotWrittenInto() {
        new CellStore(folder, false).add(FIRST);
        LabException refused = assertThrows(LabException.class, () -> new CellStore(folder, false));
        assertTrue(refused.getMessage().contains("--resume"), refused.getMessage());
    }

    @Test
    void withoutAFolderNothingIsKept() {
        CellStore store = new CellStore(null, false);
        store.add(FIRST);
        assertNull(store.kept(FIRST.id()));
    }
}
