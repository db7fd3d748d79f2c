// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.tools.present.ImageKind;
import org.ckptimage.tools.terminal.Size;

/**
 * What every format draws.
 *
 * @param file name of the image
 * @param image what it holds
 * @param graph its graph
 * @param notes what a reader has to know to not be misled, in sentences
 */
public record Drawing(String file, Image image, ObjectGraph graph, List<String> notes) {
    private static final int LONGEST = 80;
    private static final int MOST_FAILURES = 5;

    public Drawing {
        notes = List.copyOf(notes);
    }

    /** The drawing of an image that was read as far as {@code end} tells. */
    public static Drawing of(String file, Image image, ScanResult.End end) {
        ObjectGraph graph = ObjectGraph.of(image, GraphLimits.standard());
        List<String> notes = new ArrayList<>();
        if (end == ScanResult.End.BROKEN || end == ScanResult.End.UNSUPPORTED) {
            notes.add("The image could not be read to its end: only what came before is here.");
        }
        image.failures().stream().limit(MOST_FAILURES)
                .forEach(text -> notes.add("Checkpoint failed: " + TextCells.cut(text, 4 * LONGEST)));
        notes.addAll(graph.notes());
        return new Drawing(file, image, graph, notes);
    }

    /** The name of the image, cut to what fits into a heading. */
    public String title() {
        return TextCells.cut(file, LONGEST);
    }

    /** How many of a kind the image holds. */
    public int count(NodeKind kind) {
        return switch (kind) {
            case TASK -> image.tasks().size();
            case CRED -> image.creds().size();
            case GROUPINFO -> image.groupinfos().size();
            case USER -> image.users().size();
            case USER_NS -> image.userNamespaces().size();
        };
    }

    /** One line about the image. */
    public String about() {
        String kind = ImageKind.describe(image);
        String format = kind.isEmpty() ? "" : kind + ", ";
        return format + NodeKind.TASK.count(image.tasks().size()) + ", "
                + NodeKind.CRED.count(image.creds().size()) + ", "
                + Size.count(image.userNamespaces().size(), "user namespace");
    }
}
