// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.rewrite.RecordEdit.Fate;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.RecordType;

/**
 * Merges CRED, GROUPINFO and USER objects that say the same: the first of them stays, references to the
 * others name it instead. What each task is and may do does not change; that tasks share an object with which
 * they only had an equal one, does. User namespaces are never merged.
 *
 * <p>An image with records of unknown types is copied as it is, since they might name any object. Doing it
 * twice changes nothing more.
 */
public final class Dedup {
    private final ScanSettings settings;
    private final FindingSink sink;

    /**
     * @param settings limits and clock
     * @param sink takes the findings about the image
     */
    public Dedup(ScanSettings settings, FindingSink sink) {
        this.settings = settings;
        this.sink = sink;
    }

    /**
     * Writes the image anew.
     *
     * @param image read twice; memory grows with its creds and not with its pages
     * @param out takes the result; flushed and not closed
     * @throws org.ckptimage.codec.ImageException the first error in the image, before anything is written;
     *     the messages of a checkpoint that failed are none
     */
    public DedupReport rewrite(Reopenable image, OutputStream out) throws IOException {
        ImageRewriter rewriter = new ImageRewriter(image, settings);
        EqualObjects equal = new EqualObjects();
        rewriter.survey(sink, equal);
        Merge merge = new Merge(equal.merged());
        rewriter.write(format -> merge, out);
        return new DedupReport(equal.count(RecordType.CRED), equal.count(RecordType.GROUPINFO),
                equal.count(RecordType.USER), merge.dropped);
    }

    /** Drops what is merged and renames what names it. */
    private static final class Merge implements RecordEdit {
        private final Map<Integer, Integer> merged;
        private final RefFields refs = new RefFields();
        private long dropped;

        Merge(Map<Integer, Integer> merged) {
            this.merged = merged;
        }

        @Override
        public Fate record(Draft draft) {
            if (isMerged(draft)) {
                dropped += draft.length();
                return Fate.DROPPED;
            }
            refs.map(draft, objref -> merged.getOrDefault(objref, objref));
            return Fate.KEPT;
        }

        /** OBJREF, main record or extension of a merged object; what is nested in it stands on its own. */
        private boolean isMerged(Draft draft) {
            return draft.type() == RecordType.OBJREF && merged.containsKey((int) draft.get("objref"))
                    || merged.containsKey(draft.owner())
                    || draft.type() == RecordType.EXT_CRED && merged.containsKey((int) draft.get("cred_ref"));
        }
    }
}
