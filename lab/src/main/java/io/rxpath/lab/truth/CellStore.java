package io.rxpath.lab.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rxpath.lab.LabException;
import io.rxpath.lab.truth.result.CellJson;
import io.rxpath.lab.truth.result.CellResult;
import io.rxpath.lab.truth.result.TruthTable;
import io.rxpath.lab.truth.result.Verdict;

/** Finished cells in a folder, a line each, appended at once: what an interrupted run keeps. */
final class CellStore {
    /** The file in the folder. */
    static final String FILE = "cells.jsonl";
    private static final String TABLE = "table.md";

    private final Path file;
    private final Map<String, CellResult> kept = new LinkedHashMap<>();

    /**
     * Opens the store.
     *
     * @param folder made where missing; null keeps nothing
     * @param resume whether cells that are there are kept; else there must be none
     * @throws LabException where there are cells and no resumption is wanted
     */
    CellStore(Path folder, boolean resume) {
        file = folder == null ? null : folder.resolve(FILE);
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            if (Files.exists(file) && Files.size(file) > 0) {
                if (!resume) {
                    throw new LabException(file
                            + " holds the cells of an earlier run: go on with it by --resume, or name another folder",
                            null);
                }
                read();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() throws IOException {
        StringBuilder whole = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            try {
                CellResult cell = CellJson.parse(line);
                // One that failed or could not be run is tried again.
                if (cell.ran()) {
                    kept.put(cell.id(), cell);
                    whole.append(line).append('\n');
                }
            } catch (IllegalArgumentException cutShort) {
                // The last line of a run that was killed while it wrote.
            }
        }
        Files.writeString(file, whole);
    }

    /** The cell of an id as it was kept; null where it was not. */
    CellResult kept(String id) {
        return kept.get(id);
    }

    /** Adds a cell. */
    void add(CellResult cell) {
        if (file == null || cell.verdict() == Verdict.SKIPPED) {
            return;
        }
        try {
            Files.writeString(file, CellJson.of(cell) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the figures of all cells as a table beside them. */
    void table(List<CellResult> cells) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file.resolveSibling(TABLE), TruthTable.of(cells));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
