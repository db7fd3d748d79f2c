// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.record.CapabilitySets;
import org.ckptimage.formats.record.Cred;

/**
 * Cursor over a CRED where it lies. Reads fields on request and allocates nothing; see {@link CredLayout}.
 */
public final class CredView {
    private static final int WORD = 4;

    private final CredLayout layout;
    private final ByteOrderView order;
    private final boolean wide;
    private final boolean seed;
    private final boolean lsm;
    private byte[] bytes = new byte[CredLayout.LSM.length()];
    private int base;

    CredView(CredLayout layout, ByteOrderView order) {
        this.layout = layout;
        this.order = order;
        this.seed = layout == CredLayout.V14;
        this.lsm = layout == CredLayout.LSM;
        this.wide = layout == CredLayout.V14 || order == ByteOrderView.LITTLE;
    }

    /**
     * Moves to the record whose header is at {@code at}.
     *
     * @throws IndexOutOfBoundsException if the array does not hold the record
     */
    public CredView at(byte[] array, int at) {
        Objects.checkFromIndexSize(at, layout.length(), array.length);
        // the frames of a stream lie in one array, and a reference costs more to store than to compare
        if (bytes != array) {
            bytes = array;
        }
        base = at;
        return this;
    }

    /** {@code version}, which only the seed has; else 0. */
    public long version() {
        return seed ? order.u32(bytes, base + CredLayout.VERSION) : 0;
    }

    /** {@code uid}, u32. */
    public long uid() {
        return order.u32(bytes, ids());
    }

    /** {@code suid}, u32. */
    public long suid() {
        return order.u32(bytes, ids() + WORD);
    }

    /** {@code euid}, u32. */
    public long euid() {
        return order.u32(bytes, ids() + 2 * WORD);
    }

    /** {@code fsuid}, u32. */
    public long fsuid() {
        return order.u32(bytes, ids() + 3 * WORD);
    }

    /** {@code gid}, u32. */
    public long gid() {
        return order.u32(bytes, ids() + 4 * WORD);
    }

    /** {@code sgid}, u32. */
    public long sgid() {
        return order.u32(bytes, ids() + 5 * WORD);
    }

    /** {@code egid}, u32. */
    public long egid() {
        return order.u32(bytes, ids() + 6 * WORD);
    }

    /** {@code fsgid}, u32. */
    public long fsgid() {
        return order.u32(bytes, ids() + 7 * WORD);
    }

    /** {@code user_ref}. */
    public int userRef() {
        return order.i32(bytes, refs());
    }

    /** {@code groupinfo_ref}. */
    public int groupinfoRef() {
        return order.i32(bytes, refs() + WORD);
    }

    /** {@code sec_ref}; 0 before v19-dev-lsm-2009-11-11. */
    public int secRef() {
        return lsm ? order.i32(bytes, base + CredLayout.SEC_REF) : 0;
    }

    /** Inheritable set, bit n for capability n. */
    public long inheritable() {
        return set(caps());
    }

    /** Permitted set. */
    public long permitted() {
        return set(caps() + 8);
    }

    /** Effective set. */
    public long effective() {
        return set(caps() + 16);
    }

    /** Bounding set. */
    public long bounding() {
        return set(caps() + 24);
    }

    /** {@code securebits}, u32; 0 in the seed. */
    public long securebits() {
        return seed ? 0 : order.u32(bytes, caps() + CredLayout.SETS);
    }

    /** Offsets as constants under a test that always goes one way, so that the compiler merges the checks. */
    private int ids() {
        return base + (seed ? CredLayout.V14_IDS : CredLayout.IDS);
    }

    private int refs() {
        return base + (seed ? CredLayout.V14_REFS : CredLayout.REFS);
    }

    private int caps() {
        return base + (lsm ? CredLayout.LSM_CAPS : CredLayout.CAPS);
    }

    private long set(int at) {
        return wide ? order.i64(bytes, at) : order.u32(bytes, at) | order.u32(bytes, at + WORD) << 32;
    }

    /**
     * The record as a value.
     *
     * @param length {@code len} of the record
     */
    public Cred record(int length) {
        Padding.require(layout.length(), bytes, base, length);
        return new Cred(version(), uid(), suid(), euid(), fsuid(), gid(), sgid(), egid(), fsgid(), userRef(),
                groupinfoRef(), secRef(),
                new CapabilitySets(inheritable(), permitted(), effective(), bounding(), securebits()),
                layout.padding.read(bytes, base, length));
    }
}
