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

/** Gathers extension records, which may come long after what they speak of, and joins them to it. */
final class ExtensionReader {
    /** In {@code uflags} of HEADER: the image has extension records. */
    static final long FLAG = 0x8000_0000L;
    private static final int EXTENTS = 24;
    private static final int EXTENT = 12;
    private static final int MOST_EXTENTS = 340;
    private static final long UNKNOWN_MODE = 0xffff_ffffL;

    private final Map<Integer, IdMaps> maps = new HashMap<>();
    private final Map<Integer, CredExtension> creds = new HashMap<>();
    private final Map<Long, Long> seccomp = new HashMap<>();

    /** Takes the record at hand if it is an extension. */
    void record(ScanView view) {
        if (!view.frame().isHeld()) {
            return;
        }
        switch (view.frame().type()) {
            case EXT_USER_NS_MAP -> maps.putIfAbsent((int) view.get("user_ns_ref"), maps(view));
            case EXT_CRED -> creds.putIfAbsent((int) view.get("cred_ref"), cred(view));
            case EXT_TASK -> {
                long mode = view.get("seccomp_mode");
                if (mode != UNKNOWN_MODE) {
                    seccomp.putIfAbsent(view.get("task_index"), mode);
                }
            }
            default -> { }
        }
    }

    private static IdMaps maps(ScanView view) {
        long uids = Math.min(view.get("nr_uid"), MOST_EXTENTS);
        long gids = Math.min(view.get("nr_gid"), MOST_EXTENTS);
        long policy = view.get("setgroups");
        IdMaps.Setgroups setgroups = policy == 0 ? IdMaps.Setgroups.DENY
                : policy == 1 ? IdMaps.Setgroups.ALLOW : IdMaps.Setgroups.UNKNOWN;
        return new IdMaps(setgroups, extents(view.frame(), 0, uids), extents(view.frame(), uids, gids));
    }

    private static List<IdMaps.Extent> extents(Frame frame, long skip, long count) {
        List<IdMaps.Extent> extents = new ArrayList<>();
        for (long i = skip; i < skip + count && EXTENTS + EXTENT * (i + 1) <= frame.length(); i++) {
            int at = (int) (EXTENTS + EXTENT * i);
            extents.add(new IdMaps.Extent(u32(frame, at), u32(frame, at + 4), u32(frame, at + 8)));
        }
        return extents;
    }

    private static long u32(Frame frame, int at) {
        return frame.i32(at) & 0xffff_ffffL;
    }

    private static CredExtension cred(ScanView view) {
        long privs = view.get("no_new_privs");
        return new CredExtension(privs > 1 ? Optional.empty() : Optional.of(privs == 1),
                view.get("cap_a_0") | view.get("cap_a_1") << Integer.SIZE);
    }

    /** The namespaces with their maps. */
    List<UserNs> joinSpaces(List<UserNs> spaces) {
        return maps.isEmpty() ? spaces : spaces.stream().map(s -> new UserNs(s.objref(), s.offset(),
                s.creatorRef(), s.level(), Optional.ofNullable(maps.get(s.objref())))).toList();
    }

    /** The creds with what they gained. */
    List<Cred> joinCreds(List<Cred> all) {
        return creds.isEmpty() ? all : all.stream().map(c -> new Cred(c.objref(), c.offset(), c.users(),
                c.groups(), c.caps(), c.userRef(), c.groupinfoRef(), c.secRef(),
                Optional.ofNullable(creds.get(c.objref())))).toList();
    }

    /** The tasks, in the order of TREE, with their seccomp modes. */
    List<Task> joinTasks(List<Task> tasks) {
        if (seccomp.isEmpty()) {
            return tasks;
        }
        List<Task> joined = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            Long mode = seccomp.get((long) joined.size());
            joined.add(mode == null ? task : new Task(task.offset(), task.ids(), task.comm(), task.state(),
                    task.exitCode(), task.credRef(), task.ecredRef(), task.refs(), OptionalLong.of(mode)));
        }
        return joined;
    }
}
