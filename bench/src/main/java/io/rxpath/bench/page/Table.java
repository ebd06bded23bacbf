package io.rxpath.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.rxpath.bench.Figures;

/**
 * Rows and columns of what is shown, whoever prints them.
 *
 * @param head what the columns are called
 * @param rows each as long as the head
 */
record Table(List<String> head, List<List<Field>> rows) {
    /**
     * One field.
     *
     * @param text what it says
     * @param detail what it says besides, where there is room; may be empty
     * @param strong whether it shall catch the eye
     */
    record Field(String text, String detail, boolean strong) {
        static final Field NONE = of(Figures.NONE);

        static Field of(String text) {
            return new Field(text, "", false);
        }
    }

    /** The same without the columns in which no row has a figure. */
    Table withoutEmptyColumns() {
        List<Integer> kept = IntStream.range(0, head.size())
                .filter(column -> rows.stream().anyMatch(row -> !row.get(column).equals(Field.NONE))).boxed()
                .toList();
        List<List<Field>> narrower = new ArrayList<>();
        rows.forEach(row -> narrower.add(kept.stream().map(row::get).toList()));
        return new Table(kept.stream().map(head::get).toList(), narrower);
    }
}
