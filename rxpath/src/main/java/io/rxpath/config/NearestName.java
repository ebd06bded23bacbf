package io.rxpath.config;

import java.util.Collection;
import java.util.Optional;

/** The known name that a mistyped one was probably meant to be. */
final class NearestName {
    private NearestName() {
    }

    /**
     * The known name with the smallest edit distance (insertions, deletions, substitutions and swaps of neighbours,
     * case and {@code _} for {@code -} free of charge), where that is at most a third of the longer name and one at
     * least.
     *
     * @return empty where no name is near
     */
    static Optional<String> of(String found, Collection<String> known) {
        final String wanted = normal(found);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String name : known) {
            // A name of quite another length cannot be near: spares the table for absurdly long ones.
            final int longer = Math.max(wanted.length(), name.length());
            final int allowed = Math.max(1, longer / 3);
            if (Math.abs(wanted.length() - name.length()) > allowed) {
                continue;
            }
            final int distance = distance(wanted, normal(name));
            if (distance <= allowed && distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String normal(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Optimal string alignment distance. */
    static int distance(String a, String b) {
        final int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                final int substitution = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(substitution, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, 1 + table[i - 2][j - 2]);
                }
                table[i][j] = least;
            }
        }
        return table[a.length()][b.length()];
    }
}
