// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.RecordType;

/**
 * Keeps what extension records say until all objects and tasks are read, since such a record may stand far
 * behind what it speaks of. Of two records for the same thing the first counts.
 */
final class ExtensionReader {
    private static final long UNKNOWN_MODE = 0xffff_ffffL;
    private static final int UNKNOWN = 2;
    private static final int EXTENT = 12;
    /** Extents that Linux takes for one map. */
    private static final long MOST_EXTENTS = 340;

    private final Map<Integer, IdMaps> maps = new HashMap<>();
    private final Map<Integer, Cred.Ext> creds = new HashMap<>();
    private final Map<Integer, Long> modes = new HashMap<>();

    /** Takes a record if it is an extension; without the flag in HEADER it is of unknown meaning. */
    void take(ScanView view, RecordType type) {
        if (type == RecordType.EXT_USER_NS_MAP) {
            maps.putIfAbsent((int) view.get("user_ns_ref"), map(view));
        } else if (type == RecordType.EXT_CRED) {
            creds.putIfAbsent((int) view.get("cred_ref"), new Cred.Ext(known(view, "no_new_privs"),
                    view.get("cap_a_0") | view.get("cap_a_1") << Integer.SIZE));
        } else if (type == RecordType.EXT_TASK) {
            modes.putIfAbsent((int) view.get("task_index"), view.get("seccomp_mode"));
        }
    }

    private static OptionalLong known(ScanView view, String field) {
        long value = view.get(field);
        return value == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static IdMaps map(ScanView view) {
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

    List<Cred> creds(List<Cred> read) {
        return creds.isEmpty() ? read
                : read.stream().map(cred -> cred.with(Optional.ofNullable(creds.get(cred.objref()))))
                        .toList();
    }

    List<UserNs> userNamespaces(List<UserNs> read) {
        return maps.isEmpty() ? read
                : read.stream().map(space -> space.with(Optional.ofNullable(maps.get(space.objref()))))
                        .toList();
    }

    /** @param index position in the tree of a task */
    Task task(Task task, int index) {
        Long mode = modes.get(index);
        return mode == null || mode == UNKNOWN_MODE ? task : task.with(OptionalLong.of(mode));
    }
}
