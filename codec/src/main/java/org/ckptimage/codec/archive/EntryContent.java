// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.IOException;
import java.io.InputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.SingleByte;

/** Content of an entry of an archive: so many bytes, which have to be there (CKS002). */
final class EntryContent extends InputStream {
    private final BudgetInput in;
    private final String archive;
    private long left;

    /**
     * @param in the archive, at the content
     * @param archive what to call it in findings
     */
    EntryContent(BudgetInput in, String archive, long size) {
        this.in = in;
        this.archive = archive;
        this.left = size;
    }

    /** Reads what is left and forgets it. */
    void pass() throws IOException {
        byte[] piece = new byte[1 << 13];
        while (left > 0) {
            read(piece, 0, piece.length);
        }
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] bytes, int from, int n) throws IOException {
        if (left == 0) {
            return -1;
        }
        int got = in.read(bytes, from, (int) Math.min(n, left));
        if (got < 0) {
            throw new ImageException(new Finding(Rule.CKS002, Location.at(archive, in.position()), "", "",
                    "the archive is cut in the content of an entry"));
        }
        left -= got;
        return got;
    }
}
