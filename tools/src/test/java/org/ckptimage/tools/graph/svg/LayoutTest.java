// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.svg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ckptimage.tools.graph.model.EdgeKind;
import org.ckptimage.tools.graph.model.Sketch;
import org.junit.jupiter.api.Test;

/** Boxes do not overlap, lines end at boxes, and few lines cross. */
final class LayoutTest {
    private static Sketch random(Random random) {
        Sketch sketch = Sketch.withRoot();
        for (int i = random.nextInt(20); i > 0; i--) {
            int at = 10 * (i + 1);
            sketch.space(at, random.nextInt(8)).user(at + 1, i, 10 * random.nextInt(21))
                    .cred(at + 2, i, random.nextInt(2), 10 * random.nextInt(21) + 1)
                    .task(i, random.nextInt(20), "task" + i, 10 * random.nextInt(21) + 2);
        }
        return sketch;
    }

    @Test
    void boxesStandApartWithinThePicture() {
        Random random = new Random(3);
        for (int round = 0; round < 100; round++) {
            Layout layout = new Layout(random(random).graph(200, 300));
            List<Box> boxes = layout.boxes();
            for (Box box : boxes) {
                assertTrue(box.x() >= 0 && box.y() >= 0 && box.right() <= layout.width() + 0.01
                        && box.bottom() <= layout.height() + 0.01, box::toString);
            }
            for (int i = 0; i < boxes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    Box one = boxes.get(i);
                    Box other = boxes.get(j);
                    boolean apart = one.right() <= other.x() || other.right() <= one.x()
                            || one.bottom() + BoxSize.ROW_GAP <= other.y() + 0.01
                            || other.bottom() + BoxSize.ROW_GAP <= one.y() + 0.01;
                    assertTrue(apart, () -> one + " and " + other);
                }
            }
        }
    }

    @Test
    void linesEndAtTheSidesOfTheirBoxes() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            for (Curve curve : new Layout(random(random).graph(200, 300)).curves()) {
                assertEquals(curve.edge().from(), curve.from().node().id());
                assertEquals(curve.edge().to(), curve.to().node().id());
                assertTrue(curve.fromY() > curve.from().y() && curve.fromY() < curve.from().bottom());
                assertTrue(curve.toY() > curve.to().y() && curve.toY() < curve.to().bottom());
            }
        }
    }

    @Test
    void aChainOfNamespacesCrossesNothing() {
        Sketch sketch = Sketch.withRoot().user(17, 500, 23).user(18, 1000, 1).user(19, 1001, 20).space(20, 18)
                .user(21, 1002, 22).space(22, 19).space(23, 21).cred(15, 500, 0, 17).task(1, 0, "init", 4)
                .task(2, 1, "deep", 15);
        List<Curve> curves = new Layout(sketch.graph(200, 300)).curves().stream()
                .filter(curve -> curve.edge().kind() != EdgeKind.PARENT).toList();
        for (Curve one : curves) {
            for (Curve other : curves) {
                assertTrue(!crossing(one, other), () -> one.edge() + " crosses " + other.edge());
            }
        }
    }

    private static boolean crossing(Curve one, Curve other) {
        double[] a = ends(one);
        double[] b = ends(other);
        return a[0] == b[0] && (a[1] - b[1]) * (a[2] - b[2]) < 0;
    }

    /** Where it starts on the left, its height there, and its height on the right. */
    private static double[] ends(Curve curve) {
        boolean forward = curve.from().x() < curve.to().x();
        return forward ? new double[] {curve.from().right(), curve.fromY(), curve.toY()}
                : new double[] {curve.to().right(), curve.toY(), curve.fromY()};
    }

    @Test
    void rowsGoWhereTheyWantUnlessTheyWouldOverlap() {
        double[] ones = {1, 1, 1};
        double[] close = {0, 10, 20};
        assertArrayEquals(new double[] {5, 50, 90},
                RowPlacer.place(new double[] {5, 50, 90}, ones, close), 1e-9);
        assertArrayEquals(new double[] {40, 50, 60},
                RowPlacer.place(new double[] {50, 50, 50}, ones, close), 1e-9);
        assertArrayEquals(new double[] {5, 15, 90},
                RowPlacer.place(new double[] {20, 0, 90}, ones, close), 1e-9);
    }

    @Test
    void numbersAreShort() {
        assertEquals("12", SvgWriter.n(12));
        assertEquals("12.3", SvgWriter.n(12.34));
        assertEquals("-0.5", SvgWriter.n(-0.5));
        assertEquals("0", SvgWriter.n(-0.01));
    }
}
