// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.util.Objects;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.Groupinfo;
import org.ckptimage.formats.record.Slack;

/**
 * GROUPINFO ({@code ckpt_hdr_groupinfo}): the same in every version, apart from the number of its type.
 *
 * <pre>
 * 8       ngroups
 * 12      groups, u32 each
 * 12 + 4n four unused bytes: the struct is 16 bytes by its alignment and the kernel adds 4n to that
 * </pre>
 *
 * <p>A list can go through in pieces: {@link #header}, {@link #encodeGids} as often as wanted, four bytes of
 * zero.
 */
public final class GroupinfoCodec implements HotCodec<Groupinfo> {
    /** {@code sizeof}: {@code len} of a record without groups. */
    public static final int FIXED = 16;
    /** Offset of the list, within the fixed part. */
    public static final int GROUPS = 12;
    /** Most groups in one record: 15 in the seed, NGROUPS_MAX later. */
    public static final int MAX_GROUPS = Groupinfo.MAX_GROUPS;

    static final int NGROUPS = 8;

    private final ByteOrderView order;
    private final int code;

    public GroupinfoCodec(FormatVersion version, ByteOrderView order) {
        this.order = order;
        this.code = RecordType.GROUPINFO.code(version);
    }

    /** {@code len} of a record with {@code ngroups} groups. */
    public static int length(int ngroups) {
        return FIXED + 4 * ngroups;
    }

    /** A new cursor. */
    public GroupinfoView view() {
        return new GroupinfoView(order);
    }

    @Override
    public int minLength() {
        return GROUPS;
    }

    @Override
    public int length(Groupinfo record) {
        return record.slack().length() == 0 ? length(record.ngroups()) : record.slack().length();
    }

    @Override
    public Groupinfo decode(byte[] bytes, int base, int length) {
        return view().at(bytes, base, length).record();
    }

    @Override
    public int encode(Groupinfo record, byte[] out, int at) {
        int n = record.ngroups();
        int length = length(record);
        Objects.checkFromIndexSize(at, length, out.length);
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length);
        order.putI32(out, at + NGROUPS, n);
        if (record.slack().isNone()) {
            order.putI32(out, at + GROUPS + 4 * n, 0);
        } else {
            new Padding(GROUPS + 4 * n).write(sized(record.slack(), n), out, at);
        }
        if (order == ByteOrderView.LITTLE) {
            list(ByteOrderView.LITTLE, record, n, out, at + GROUPS);
        } else {
            list(ByteOrderView.BIG, record, n, out, at + GROUPS);
        }
        return length;
    }

    private static void list(ByteOrderView to, Groupinfo record, int n, byte[] out, int at) {
        for (int i = 0; i < n; i++) {
            to.putI32(out, at + 4 * i, (int) record.gid(i));
        }
    }

    /** Bytes behind the list are all slack to {@link Padding}, the usual four included. */
    private static Slack sized(Slack slack, int ngroups) {
        if (slack.length() != 0) {
            return slack;
        }
        int[] offsets = new int[slack.count()];
        byte[] values = new byte[slack.count()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = slack.offset(i);
            values[i] = slack.value(i);
        }
        return Slack.of(length(ngroups), offsets, values);
    }

    static Slack slack(byte[] bytes, int base, int length, int ngroups) {
        int end = length(ngroups);
        if (length == end && bytes[base + end - 4] == 0 && bytes[base + end - 3] == 0
                && bytes[base + end - 2] == 0 && bytes[base + end - 1] == 0) {
            return Slack.NONE;
        }
        int least = GROUPS + 4 * ngroups;
        return length == least ? Slack.of(length, new int[0], new byte[0])
                : new Padding(least).read(bytes, base, length);
    }

    /** Writes the {@value #GROUPS} bytes before a list of {@code ngroups}; returns how many. */
    public int header(int ngroups, byte[] out, int at) {
        order.putI32(out, at, code);
        order.putI32(out, at + 4, length(ngroups));
        order.putI32(out, at + NGROUPS, ngroups);
        return GROUPS;
    }

    /** Writes ids, part of a list; returns how many bytes. */
    public int encodeGids(int[] gids, int from, int count, byte[] out, int at) {
        Objects.checkFromIndexSize(from, count, gids.length);
        Objects.checkFromIndexSize(at, 4 * count, out.length);
        if (order == ByteOrderView.LITTLE) {
            for (int i = 0; i < count; i++) {
                ByteOrderView.LITTLE.putI32(out, at + 4 * i, gids[from + i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                ByteOrderView.BIG.putI32(out, at + 4 * i, gids[from + i]);
            }
        }
        return 4 * count;
    }

    /** Reads ids, part of a list, that lie at {@code at}. */
    public void decodeGids(byte[] bytes, int at, int[] to, int from, int count) {
        Objects.checkFromIndexSize(from, count, to.length);
        Objects.checkFromIndexSize(at, 4 * count, bytes.length);
        read(order, bytes, at, to, from, count);
    }

    static void read(ByteOrderView order, byte[] bytes, int at, int[] to, int from, int count) {
        if (order == ByteOrderView.LITTLE) {
            for (int i = 0; i < count; i++) {
                to[from + i] = ByteOrderView.LITTLE.i32(bytes, at + 4 * i);
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[from + i] = ByteOrderView.BIG.i32(bytes, at + 4 * i);
            }
        }
    }
}
