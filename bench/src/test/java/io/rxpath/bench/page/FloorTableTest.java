package io.rxpath.bench.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.rxpath.bench.BenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorTableTest {
    @TempDir
    private Path folder;

    private Path document(String text) throws Exception {
        return Files.writeString(folder.resolve("doc.md"), text);
    }

    @Test
    void onlyWhatIsBetweenTheMarksChanges() throws Exception {
        Path document = document("before\n<!-- bench floor: from here on written by the command -->\nold\n"
                + "<!-- bench floor: to here -->\nafter\n");
        FloorTable.into(document, List.of());
        String once = Files.readString(document);
        assertTrue(once.startsWith("before\n<!-- bench floor: from"), once);
        assertTrue(once.endsWith("<!-- bench floor: to here -->\nafter\n"), once);
        assertTrue(once.contains("| figure |") && !once.contains("old"), once);
        FloorTable.into(document, List.of());
        assertEquals(once, Files.readString(document), "written again it is the same");
    }

    @Test
    void aDocumentWithoutMarksIsLeftAlone() throws Exception {
        Path document = document("no place here\n");
        String said = assertThrows(BenchException.class, () -> FloorTable.into(document, List.of()))
                .getMessage();
        assertTrue(said.contains("has no place for the figures"), said);
        assertEquals("no place here\n", Files.readString(document));
    }
}
