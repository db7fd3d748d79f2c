// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

/**
 * Finds heights for the rows of one column: as close as can be to where each row wants to be, in the given
 * order, and without overlap. Rows that would overlap move as one block, whose place is the mean of what its
 * rows want (least squares by pooling adjacent violators), so it takes linear time.
 */
final class RowPlacer {
    private final double[] sums;
    private final double[] weights;
    private final int[] starts;
    private int blocks;

    private RowPlacer(int rows) {
        sums = new double[rows];
        weights = new double[rows];
        starts = new int[rows];
    }

    /**
     * Upper edges of the rows.
     *
     * @param wanted where each row wants its upper edge
     * @param weight how much it wants that, above 0
     * @param offset distance of each upper edge from that of the first row when all stand close
     */
    static double[] place(double[] wanted, double[] weight, double[] offset) {
        RowPlacer placer = new RowPlacer(wanted.length);
        for (int row = 0; row < wanted.length; row++) {
            placer.add(row, (wanted[row] - offset[row]) * weight[row], weight[row]);
        }
        double[] tops = new double[wanted.length];
        for (int block = 0; block < placer.blocks; block++) {
            int end = block + 1 < placer.blocks ? placer.starts[block + 1] : wanted.length;
            for (int row = placer.starts[block]; row < end; row++) {
                tops[row] = placer.mean(block) + offset[row];
            }
        }
        return tops;
    }

    private void add(int row, double sum, double weight) {
        starts[blocks] = row;
        sums[blocks] = sum;
        weights[blocks] = weight;
        blocks++;
        while (blocks > 1 && mean(blocks - 2) >= mean(blocks - 1)) {
            blocks--;
            sums[blocks - 1] += sums[blocks];
            weights[blocks - 1] += weights[blocks];
        }
    }

    private double mean(int block) {
        return sums[block] / weights[block];
    }
}
