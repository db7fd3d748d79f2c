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

    private final FormatVersion version;
    private final Abi abi;
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
     * Counts anew over all records in the window.
     *
     * @return true if the window has a record (MM_CONTEXT) behind everything that tells layouts apart
     */
    boolean weigh(ByteSource source, HeaderPeek header) {
        contradictions = headerContradictions(source, header);
        ByteOrderView order = header.order();
        byte[] bytes = source.buffer();
        int end = source.start() + source.available();
        int auxv = order.u16(bytes, source.start() + HeaderPeek.AUXV_CONSTANT);
        ContentEvidence contents = new ContentEvidence(version, order, auxv);
        boolean settled = false;
        int at = source.start() + header.length();
        while (at + FrameReader.HEADER <= end) {
            int code = order.i32(bytes, at);
            long length = order.u32(bytes, at + 4);
            RecordType type = RecordType.of(version, code).orElse(null);
            contradictions += judge(type, code, length);
            boolean whole = length <= end - at;
            if (type != null && length >= FrameReader.HEADER) {
                contradictions += contents.contradictions(type, bytes, at, (int) Math.min(length, end - at), length);
            }
            settled |= type == RecordType.MM_CONTEXT;
            if (!whole || length < FrameReader.HEADER) {
                break;
            }
            at += (int) length + (type == RecordType.SOCKET_FRAG ? FrameReader.RAW_PAGE : 0);
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
