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

class FloorDocumentTest {
    @TempDir
    private Path folder;

    private Path document(String text) throws Exception {
        return Files.writeString(folder.resolve("doc.md"), text);
    }

    @Test
    void onlyWhatIsBetweenTheMarksChanges() throws Exception {
        Path document = document("before\n<!-- bench floor: from here on written by the command -->\nold\n"
                + "<!-- bench floor: to here -->\nafter\n");
        FloorDocument.into(document, List.of());
        String once = Files.readString(document);
        assertTrue(once.startsWith("before\n<!-- bench floor: from"), once);
        assertTrue(once.endsWith("<!-- bench floor: to here -->\nafter\n"), once);
        assertTrue(once.contains("| figure |") && !once.contains("old"), once);
        FloorDocument.into(document, List.of());
        assertEquals(once, Files.readString(document), "written again it is the same");
    }

    @Test
    void itShowsWhatThePageShows() {
        String text = FloorDocument.text(FloorPageTest.parts());
        assertTrue(
                text.contains("\n|  | p50 | p99 | p99.9 | max | stalls | CPU a packet | CPU a queued packet"
                        + " | allocated a packet | sent/s | packets | lost | late |\n"),
                text);
        assertTrue(text.matches("(?s).*\n\\| rxpath \\| \\d[0-9.]+ us \\|.*"), text);
        assertTrue(text.contains("\n| idle | - | - | - | 80.00 us | 7 | -"), text);
        assertTrue(
                text.contains("| bytes allocated a packet | blocking engine, a <packet> now & then, deferral"
                        + " off | 0 B | 0 B | 0 B to 0 B | met |\n"),
                text);
        assertTrue(text.contains("\nfull took no part: no tracefs.\n"), text);
        assertTrue(text.contains("\nNot run: EPERM.\n"), text);
    }

    @Test
    void aColumnWithoutAFigureIsLeftOut() {
        Table.Field some = Table.Field.of("5");
        Table table = new Table(List.of("a", "b", "c"), List.of(List.of(some, Table.Field.NONE, some),
                List.of(Table.Field.NONE, Table.Field.NONE, some)));
        assertEquals(List.of("a", "c"), table.withoutEmptyColumns().head());
        assertEquals(List.of(Table.Field.NONE, some), table.withoutEmptyColumns().rows().getLast());
    }

    @Test
    void aDocumentWithoutMarksIsLeftAlone() throws Exception {
        Path document = document("no place here\n");
        String said = assertThrows(BenchException.class, () -> FloorDocument.into(document, List.of()))
                .getMessage();
        assertTrue(said.contains("has no place for the figures"), said);
        assertEquals("no place here\n", Files.readString(document));
    }
}
