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
        return layout.length;
    }

    @Override
    public int length(Cred record) {
        return layout.padding.length(record.slack());
    }

    @Override
    public Cred decode(byte[] bytes, int base, int length) {
        Padding.require(layout.length, bytes, base, length);
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
        switch (layout) {
            case V14 -> {
                to.putI32(out, at + 8, (int) record.version());
                ids(to, record, out, at + 12);
                to.putI32(out, at + 44, 0);
                caps(to, record.caps(), out, at + 48);
                refs(to, record, out, at + 80);
            }
            case V18 -> {
                ids(to, record, out, at + 8);
                refs(to, record, out, at + 40);
                caps(to, record.caps(), out, at + 48);
                securebits(to, record.caps(), out, at + 80);
            }
            case LSM -> {
                ids(to, record, out, at + 8);
                refs(to, record, out, at + 40);
                to.putI32(out, at + 48, record.secRef());
                to.putI32(out, at + 52, 0);
                caps(to, record.caps(), out, at + 56);
                securebits(to, record.caps(), out, at + 88);
            }
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

    private static void securebits(ByteOrderView to, CapabilitySets caps, byte[] out, int at) {
        to.putI32(out, at, (int) caps.securebits());
        to.putI32(out, at + WORD, 0);
    }
}
