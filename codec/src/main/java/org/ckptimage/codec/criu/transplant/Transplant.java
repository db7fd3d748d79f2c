// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.archive.EntryEdit;
import org.ckptimage.codec.archive.EntryName;
import org.ckptimage.codec.criu.CriuEntry;
import org.ckptimage.codec.criu.CriuImageReader;
import org.ckptimage.codec.criu.CriuImageWriter;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** The images of a set that a transplant changes; {@link TransplantPlanner} finds them. */
public final class Transplant implements EntryEdit {
    private final Map<String, ImageChange> changes;
    private final CriuLimits limits;

    /** @param changes by path of the image in the set */
    Transplant(Map<String, ImageChange> changes, CriuLimits limits) {
        this.changes = Map.copyOf(changes);
        this.limits = limits;
    }

    /** Number of images that change. */
    public int size() {
        return changes.size();
    }

    @Override
    public boolean concerns(EntryName name) {
        return changes.containsKey(name.path());
    }

    /**
     * The image with its message changed.
     *
     * @throws ImageException CKS001, CKS013, CKS020 or CKS005 if it is no image of one message that can be
     *     changed in place
     */
    @Override
    public byte[] edit(CheckpointEntry file) throws IOException {
        CriuImageReader reader = CriuImageReader.open(file.bytes(), limits).orElseThrow(
                () -> fail(Rule.CKS001, file, "not a CRIU image: it does not begin with a magic number"));
        CriuEntry entry = reader.next().orElseThrow(
                () -> fail(Rule.CKS013, file, "the file ends before its first entry"));
        Optional<byte[]> changed = changes.get(file.name().path()).apply(entry.message());
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        CriuImageWriter writer = new CriuImageWriter(image, reader.head());
        writer.message(changed.orElseThrow(
                () -> fail(Rule.CKS020, file, "the creds are not in one piece, as CRIU writes them")));
        if (reader.next().isPresent()) {
            throw fail(Rule.CKS009, file, "an entry behind the only one that CRIU reads");
        }
        return image.toByteArray();
    }

    private static ImageException fail(Rule rule, CheckpointEntry file, String message) {
        return new ImageException(new Finding(rule, Location.at(file.source(), 0), "", "", message));
    }
}
