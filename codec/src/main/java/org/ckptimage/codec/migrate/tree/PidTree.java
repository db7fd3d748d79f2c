// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.io.IOException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/**
 * PIDS, TREE, VPIDS and their BUFFERs: gathered as they come, written at once when the next record is due,
 * since the order of the parts differs between versions.
 */
public final class PidTree {
    /** The one layout that has {@code rsid}. */
    static final FormatVersion SESSION_OUTSIDE = FormatVersion.V20_PIDNS;

    private final TreeReader reader;
    private final ImageWriter image;
    private final TreeLosses losses;
    private boolean due;

    /** A tree of an image of format {@code source}, to be written to {@code image}. */
    public PidTree(ImageFormat source, ImageWriter image, TreeLosses losses) {
        this.reader = new TreeReader(source, losses);
        this.image = image;
        this.losses = losses;
    }

    /**
     * Takes the record a reader stands on if it is part of the tree.
     *
     * @param content what the record holds if it is a BUFFER
     * @return false if it is no part of the tree; it is not touched then
     */
    public boolean take(FrameReader frames, BufferContent content) throws IOException {
        boolean taken = reader.take(frames, content);
        due |= taken;
        return taken;
    }

    /** True if the tree was read to its end, so that nothing need wait for it. */
    public boolean isComplete() {
        return reader.isComplete();
    }

    /**
     * Writes what was gathered, once.
     *
     * @param free gives objrefs for the pid objects
     */
    public void finish(FreeRun free) throws IOException {
        if (!due) {
            return;
        }
        due = false;
        if (RecordType.PIDS.in(image.format().version())) {
            new PidTags(reader, image, losses).write(free);
        } else {
            new PidNumbers(reader, image, losses).write();
        }
    }
}
