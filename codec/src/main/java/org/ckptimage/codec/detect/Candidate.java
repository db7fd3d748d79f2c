// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import static org.ckptimage.formats.FormatVersion.V19;
import static org.ckptimage.formats.FormatVersion.V23_RC1_TTY;

import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/** One layout an image may have, and how often the records in the window contradict it. */
final class Candidate {
    private static final int EXTENSION_FIRST = 8001;
    private static final int EXTENSION_LAST = 8999;
    private static final int MOST_AUXV_ENTRIES = 100;
    private static final int NCCS = 19;
    /** Bytes after which a settled candidate needs no further record. */
    private static final int ENOUGH = 1 << 16;

    private final FormatVersion version;
    private final Abi abi;
    private ContentEvidence contents;
    private long next;
    private boolean settled;
    private int contradictions;

    Candidate(FormatVersion version, Abi abi) {
        this.version = version;
        this.abi = abi;
    }

    FormatVersion version() {
        return version;
    }

    Abi abi() {
        return abi;
    }

    int contradictions() {
        return contradictions;
    }

    /**
     * Goes on over the records that came into the window since the last call.
     *
     * @param last true if the window grows no more, so that a record of which only a part is there counts too
     * @return true if there was a record (MM_CONTEXT) behind everything that tells layouts apart
     */
    boolean weigh(ByteSource source, HeaderPeek header, boolean last) {
        ByteOrderView order = header.order();
        byte[] bytes = source.buffer();
        if (next == 0) {
            contradictions = headerContradictions(source, header);
            contents = new ContentEvidence(version, order,
                    order.u16(bytes, source.start() + HeaderPeek.AUXV_CONSTANT));
            next = header.length();
        }
        while (next + FrameReader.HEADER <= source.available()) {
            int at = source.start() + (int) next;
            int left = (int) (source.available() - next);
            long length = order.u32(bytes, at + 4);
            if (length > left && !last) {
                break;
            }
            int code = order.i32(bytes, at);
            RecordType type = RecordType.of(version, code).orElse(null);
            contradictions += judge(type, code, length);
            if (type != null && length >= FrameReader.HEADER) {
                contradictions += contents.contradictions(type, bytes, at, (int) Math.min(length, left),
                        length);
            }
            settled |= type == RecordType.MM_CONTEXT;
            if (length < FrameReader.HEADER) {
                break;
            }
            next += length + (type == RecordType.SOCKET_FRAG ? FrameReader.RAW_PAGE : 0);
            if (settled && next > ENOUGH) {
                break;
            }
        }
        return settled;
    }

    private int headerContradictions(ByteSource source, HeaderPeek header) {
        if (header.length() != HeaderPeek.LENGTH) {
            return 0;
        }
        int at = source.start();
        int termios = header.order().u16(source.buffer(), at + HeaderPeek.TERMIOS_CONSTANT);
        int auxv = header.order().u16(source.buffer(), at + HeaderPeek.AUXV_CONSTANT);
        int wrong = (termios == NCCS) == version.since(V23_RC1_TTY) ? 0 : 1;
        return wrong + ((auxv < MOST_AUXV_ENTRIES) == version.since(V19) ? 0 : 1);
    }

    private int judge(RecordType type, int code, long length) {
        if (type == null) {
            return code >= EXTENSION_FIRST && code <= EXTENSION_LAST ? 0 : 1;
        }
        return LengthEvidence.fits(version, abi, type, length) ? 0 : 1;
    }
}
