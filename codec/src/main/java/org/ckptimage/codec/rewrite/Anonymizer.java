// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.codec.scan.ScanSettings;

/**
 * Takes out of an image what tells whose it is, and leaves how it is built: tasks, objects and who shares
 * them, sizes, capabilities.
 *
 * <ul>
 * <li>User and group ids, names of programs, hosts, files and sockets, labels and addresses get
 *     {@link Pseudonyms}. Lists of groups are sorted again.
 * <li>Memory, contents of pipes, sockets, terminals and messages, registers that hold data, the state of the
 *     FPU, local descriptors, values sent with signals, padding, messages of a failure and records of unknown
 *     types become zero.
 * <li>Pids, times, ports, addresses of memory, keys of SysV IPC, settings of terminals with their control
 *     characters, and release and version of the kernel stay.
 * </ul>
 *
 * <p>In an id map each extent begins at the stand-in of its first id; the ids behind it are not the stand-ins
 * of those that were there.
 */
public final class Anonymizer {
    private final ScanSettings settings;
    private final FindingSink sink;
    private final Pseudonyms pseudonyms;

    /**
     * @param settings limits and clock
     * @param sink takes the findings about the image
     * @param pseudonyms know afterwards what they stand for
     */
    public Anonymizer(ScanSettings settings, FindingSink sink, Pseudonyms pseudonyms) {
        this.settings = settings;
        this.sink = sink;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Writes the image anew.
     *
     * @param image read twice; its pages are not held
     * @param out takes the result; flushed and not closed
     * @throws org.ckptimage.codec.ImageException the first error in the image, before anything is written;
     *     the messages of a checkpoint that failed are none
     */
    public void rewrite(Reopenable image, OutputStream out) throws IOException {
        ImageRewriter rewriter = new ImageRewriter(image, settings);
        rewriter.survey(sink, view -> { });
        rewriter.write(Disguise::new, out);
    }

    /** All that is done to one image. */
    private final class Disguise implements RecordEdit {
        private final IdEdit ids;
        private final NameEdit names = new NameEdit(pseudonyms);
        private final AddressEdit addresses = new AddressEdit(pseudonyms);
        private final BulkEdit bulk;

        Disguise(ImageFormat format) {
            this.ids = new IdEdit(format, pseudonyms);
            this.bulk = new BulkEdit(format);
        }

        @Override
        public Fate record(Draft draft) {
            draft.blankPadding();
            ids.change(draft);
            names.change(draft);
            addresses.change(draft);
            bulk.change(draft);
            return Fate.KEPT;
        }

        @Override
        public PayloadEdit payload(Draft draft) {
            return switch (draft.content()) {
                case UNAME, LSM_NAME, PIDS, TREE, VPIDS, SEMAPHORES, EPOLL_ITEMS -> PayloadEdit.NONE;
                case AUXV -> ids::auxv;
                case PAGES -> bulk::pages;
                case OPAQUE -> bulk::all;
            };
        }
    }
}
