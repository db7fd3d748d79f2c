// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.CapabilitySets;
import org.ckptimage.formats.record.Cred;

/** CRED ({@code ckpt_hdr_cred}) of one version; offsets in {@link CredLayout}. */
public final class CredCodec implements HotCodec<Cred> {
    private static final int WORD = 4;

    private final CredLayout layout;
    private final ByteOrderView order;
    private final int code;
    private final boolean wide;

    public CredCodec(FormatVersion version, ByteOrderView order) {
        this.layout = CredLayout.of(version);
        this.order = order;
        this.code = RecordType.CRED.code(version);
        this.wide = layout == CredLayout.V14 || order == ByteOrderView.LITTLE;
    }

    /** A new cursor for records of this version. */
    public CredView view() {
        return new CredView(layout, order);
    }

    @Override
    public int minLength() {
        return layout.length();
    }

    @Override
    public int length(Cred record) {
        return layout.padding.length(record.slack());
    }

    @Override
    public Cred decode(byte[] bytes, int base, int length) {
        Padding.require(layout.length(), bytes, base, length);
        return view().at(bytes, base).record(length);
    }

    @Override
    public int encode(Cred record, byte[] out, int at) {
        int length = length(record);
        Objects.checkFromIndexSize(at, length, out.length);
        // a constant byte order and constant offsets let the compiler merge the stores' checks
        if (order == ByteOrderView.LITTLE) {
            fields(ByteOrderView.LITTLE, record, length, out, at);
        } else {
            fields(ByteOrderView.BIG, record, length, out, at);
        }
        if (!record.slack().isNone()) {
            layout.padding.write(record.slack(), out, at);
        }
        return length;
    }

    private void fields(ByteOrderView to, Cred record, int length, byte[] out, int at) {
        to.putI32(out, at, code);
        to.putI32(out, at + WORD, length);
        boolean seed = layout == CredLayout.V14;
        int caps = layout == CredLayout.LSM ? CredLayout.LSM_CAPS : CredLayout.CAPS;
        ids(to, record, out, at + (seed ? CredLayout.V14_IDS : CredLayout.IDS));
        refs(to, record, out, at + (seed ? CredLayout.V14_REFS : CredLayout.REFS));
        caps(to, record.caps(), out, at + caps);
        if (seed) {
            to.putI32(out, at + CredLayout.VERSION, (int) record.version());
            to.putI32(out, at + CredLayout.CAPS - WORD, 0);
            return;
        }
        to.putI32(out, at + caps + CredLayout.SETS, (int) record.caps().securebits());
        to.putI32(out, at + caps + CredLayout.SETS + WORD, 0);
        if (layout == CredLayout.LSM) {
            to.putI32(out, at + CredLayout.SEC_REF, record.secRef());
            to.putI32(out, at + CredLayout.SEC_REF + WORD, 0);
        }
    }

    private static void ids(ByteOrderView to, Cred record, byte[] out, int at) {
        to.putI32(out, at, (int) record.uid());
        to.putI32(out, at + WORD, (int) record.suid());
        to.putI32(out, at + 2 * WORD, (int) record.euid());
        to.putI32(out, at + 3 * WORD, (int) record.fsuid());
        to.putI32(out, at + 4 * WORD, (int) record.gid());
        to.putI32(out, at + 5 * WORD, (int) record.sgid());
        to.putI32(out, at + 6 * WORD, (int) record.egid());
        to.putI32(out, at + 7 * WORD, (int) record.fsgid());
    }

    private static void refs(ByteOrderView to, Cred record, byte[] out, int at) {
        to.putI32(out, at, record.userRef());
        to.putI32(out, at + WORD, record.groupinfoRef());
    }

    private void caps(ByteOrderView to, CapabilitySets caps, byte[] out, int at) {
        set(to, out, at, caps.inheritable());
        set(to, out, at + 8, caps.permitted());
        set(to, out, at + 16, caps.effective());
        set(to, out, at + 24, caps.bounding());
    }

    /** Word 0 is the low half in either byte order; in little-endian that is a plain u64. */
    private void set(ByteOrderView to, byte[] out, int at, long value) {
        to.putI64(out, at, wide ? value : Long.rotateLeft(value, 32));
    }
}
