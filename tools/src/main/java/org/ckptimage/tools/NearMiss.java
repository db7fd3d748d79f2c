// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
final class NearMiss {
    private static final int MOST = 2;

    private NearMiss() {}

    /** The nearest of the words, if it is at most two slips of a finger away. */
    static Optional<String> of(String typed, Collection<String> words) {
        String best = null;
        int least = MOST + 1;
        for (String word : words) {
            int distance = distance(typed, word);
            if (distance < least && distance < Math.max(typed.length(), word.length())) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Letters to insert, drop, change or swap with a neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 ? j : j == 0 ? i : cell(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cell(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
