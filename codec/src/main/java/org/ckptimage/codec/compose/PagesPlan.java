// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * Page contents, made up from a seed.
 *
 * @param count number of pages
 * @param seed decides their contents; 0 for pages of zeros
 * @param perArray pages in one PGARR
 */
public record PagesPlan(int count, long seed, int perArray) {
    private static final int USUAL = 128;

    /** No page. */
    public static PagesPlan none() {
        return new PagesPlan(0, 0, USUAL);
    }

    /** That many pages in arrays of the usual size. */
    public static PagesPlan of(int count, long seed) {
        return new PagesPlan(count, seed, USUAL);
    }
}
