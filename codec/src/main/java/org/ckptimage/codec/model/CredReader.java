// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Makes values of the credential records. The fields of one image are looked up once. */
public final class CredReader {
    private static final String[] FIELDS = {
        "uid", "euid", "suid", "fsuid", "gid", "egid", "sgid", "fsgid", "user_ref", "groupinfo_ref",
        "sec_ref"};
    private static final String[] SETS = {"i", "p", "e", "b"};
    private static final int USER_REF = 8;
    private static final int UNKNOWN = 2;
    private static final int EXTENT = 12;
    /** Extents that Linux takes for one map. */
    private static final long MOST_EXTENTS = 340;

    private final FieldLayout[] fields = new FieldLayout[FIELDS.length];
    private final FieldLayout[] low = new FieldLayout[SETS.length];
    private final FieldLayout[] high = new FieldLayout[SETS.length];
    private final FieldLayout securebits;
    private final FieldLayout ngroups;
    private final FieldLayout list;
    private final int wordShift;

    /** @param view any record of the image */
    public CredReader(ScanView view) {
        for (int i = 0; i < FIELDS.length; i++) {
            fields[i] = view.field(RecordType.CRED, FIELDS[i]);
        }
        // the seed had each set as one 64-bit field, later versions as two words
        boolean seed = view.format().version() == FormatVersion.V14_CREDS;
        for (int i = 0; i < SETS.length; i++) {
            low[i] = view.field(RecordType.CRED, seed ? "cap_" + SETS[i] : "cap_s.cap_" + SETS[i] + "_0");
            high[i] = view.field(RecordType.CRED, "cap_s.cap_" + SETS[i] + "_1");
        }
        wordShift = seed ? 0 : Integer.SIZE;
        securebits = view.field(RecordType.CRED, "cap_s.securebits");
        ngroups = view.field(RecordType.GROUPINFO, "ngroups");
        list = view.field(RecordType.GROUPINFO, "groups");
    }

    /** The value of a CRED. */
    public Cred cred(ScanView view) {
        Frame frame = view.frame();
        return new Cred(view.openObjref(), frame.offset(), ids(frame, 0), ids(frame, 4),
                new Cred.Caps(set(frame, 0), set(frame, 1), set(frame, 2), set(frame, 3),
                        frame.get(securebits)),
                frame.getInt(fields[USER_REF]), frame.getInt(fields[USER_REF + 1]),
                frame.getInt(fields[USER_REF + 2]), Optional.empty());
    }

    private Cred.Ids ids(Frame frame, int first) {
        return new Cred.Ids(frame.get(fields[first]), frame.get(fields[first + 1]),
                frame.get(fields[first + 2]), frame.get(fields[first + 3]));
    }

    private long set(Frame frame, int set) {
        long word = frame.get(low[set]);
        return wordShift == 0 ? word : word | frame.get(high[set]) << wordShift;
    }

    /** The value of a USER. */
    public User user(ScanView view) {
        return new User(view.openObjref(), view.frame().offset(), view.get("uid"),
                (int) view.get("userns_ref"));
    }

    /** The value of a USER_NS, without its maps and its level. */
    public static UserNs userNs(ScanView view) {
        return new UserNs(view.openObjref(), view.frame().offset(), (int) view.get("creator_ref"),
                OptionalInt.empty(), Optional.empty());
    }

    /** The value of a GROUPINFO. */
    public Groupinfo groupinfo(ScanView view) {
        Frame frame = view.frame();
        long count = frame.get(ngroups);
        long held = frame.isHeld() ? Math.max(0, (frame.length() - list.offset()) / Integer.BYTES) : 0;
        int[] groups = new int[(int) Math.min(count, held)];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = frame.i32(list.offset() + i * Integer.BYTES);
        }
        return new Groupinfo(view.openObjref(), frame.offset(), count, GroupList.of(groups));
    }

    /** The value of an EXT_CRED. */
    public static Cred.Ext ext(ScanView view) {
        return new Cred.Ext(known(view, "no_new_privs"),
                view.get("cap_a_0") | view.get("cap_a_1") << Integer.SIZE);
    }

    private static OptionalLong known(ScanView view, String field) {
        long value = view.get(field);
        return value == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The value of an EXT_USER_NS_MAP. */
    public static IdMaps maps(ScanView view) {
        int list = view.layout().field("extents").offset();
        Frame frame = view.frame();
        long held = frame.isHeld() ? Math.max(0, (frame.length() - list) / EXTENT) : 0;
        int uids = (int) Math.min(Math.min(view.get("nr_uid"), MOST_EXTENTS), held);
        int gids = (int) Math.min(Math.min(view.get("nr_gid"), MOST_EXTENTS), held - uids);
        return new IdMaps(known(view, "setgroups"), extents(frame, list, uids),
                extents(frame, list + uids * EXTENT, gids));
    }

    private static List<IdMaps.Extent> extents(Frame frame, int from, int count) {
        List<IdMaps.Extent> extents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = from + i * EXTENT;
            extents.add(new IdMaps.Extent(u32(frame, at), u32(frame, at + 4), u32(frame, at + 8)));
        }
        return extents;
    }

    private static long u32(Frame frame, int at) {
        return Integer.toUnsignedLong(frame.i32(at));
    }
}
