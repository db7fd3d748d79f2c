// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Visible;

/** One cred as lines of text. */
final class CredText {
    private static final int MOST_TASKS = 8;
    private static final int MOST_GROUPS = 32;
    private static final int MOST_CREATORS = 16;

    private final ObjectIndex index;
    private final HostIdText host;
    private final Map<Integer, String> sources;
    private final Names names;
    private final Map<Integer, Set<Integer>> tasks = new HashMap<>();

    CredText(Image image, ObjectIndex index, Names names) {
        this.index = index;
        this.host = new HostIdText(image, index);
        this.sources = image.criu().map(CriuSet::credSources).orElse(Map.of());
        this.names = names;
        for (Task task : image.tasks()) {
            use(task.credRef(), task);
            use(task.ecredRef(), task);
        }
    }

    private void use(OptionalInt ref, Task task) {
        ref.ifPresent(objref -> tasks.computeIfAbsent(objref, key -> new LinkedHashSet<>())
                .add(task.ids().pid()));
    }

    List<String> lines(Cred cred, Palette palette) {
        List<String> lines = new ArrayList<>();
        lines.add(palette.paint(Ink.BOLD, "cred:" + cred.objref())
                + palette.paint(Ink.DIM, "  " + place(cred)) + ", " + usedBy(cred));
        lines.add("  " + ids(cred, "u", names.users(), cred.users()));
        lines.add("  " + ids(cred, "g", names.groups(), cred.groups()));
        host.line(cred).ifPresent(lines::add);
        lines.add("  groupinfo_ref    groupinfo:" + cred.groupinfoRef() + "  " + groups(cred));
        lines.add("  cap_inheritable  " + Capabilities.set(cred.caps().inheritable()));
        lines.add("  cap_permitted    " + Capabilities.set(cred.caps().permitted()));
        lines.add("  cap_effective    " + Capabilities.set(cred.caps().effective()));
        lines.add("  cap_bounding     " + Capabilities.set(cred.caps().bounding()));
        cred.ext().ifPresent(ext -> lines.add("  cap_ambient      " + Capabilities.set(ext.ambient())));
        lines.add("  securebits       " + Capabilities.securebits(cred.caps().securebits()));
        cred.noNewPrivs().ifPresent(bit -> lines.add("  no_new_privs     " + Long.toUnsignedString(bit)));
        cred.ext().flatMap(Cred.Ext::lsmProfile)
                .ifPresent(label -> lines.add("  lsm_profile      " + Visible.of(label)));
        cred.ext().flatMap(Cred.Ext::lsmSockcreate)
                .ifPresent(label -> lines.add("  lsm_sockcreate   " + Visible.of(label)));
        if (cred.secRef() > 0) {
            lines.add("  sec_ref          " + cred.secRef());
        }
        lines.add("  user_ref         " + chain(cred));
        index.userNs(index.userNsRef(cred)).flatMap(UserNs::maps).ifPresent(maps -> maps(lines, maps));
        return lines;
    }

    private String place(Cred cred) {
        String source = sources.get(cred.objref());
        return source == null ? "at 0x" + Long.toHexString(cred.offset()) : "in " + Visible.of(source);
    }

    private static void maps(List<String> lines, IdMaps maps) {
        lines.add("  uid_map          " + ExtensionText.extents(maps.uids()));
        lines.add("  gid_map          " + ExtensionText.extents(maps.gids()));
        maps.setgroups().ifPresent(word -> lines.add("  setgroups        " + ExtensionText.setgroups(word)));
    }

    private String usedBy(Cred cred) {
        Set<Integer> users = tasks.getOrDefault(cred.objref(), Set.of());
        if (users.isEmpty()) {
            return "used by no task";
        }
        StringBuilder text = new StringBuilder("used by task ");
        int shown = 0;
        for (int pid : users) {
            if (shown == MOST_TASKS) {
                return text.append(" and ").append(users.size() - shown).append(" more").toString();
            }
            text.append(shown++ == 0 ? "" : ", ").append(pid);
        }
        return text.toString();
    }

    private String ids(Cred cred, String kind, HostNames known, Cred.Ids ids) {
        return kind + "id " + named(cred, known, ids.real())
                + "  s" + kind + "id " + named(cred, known, ids.saved())
                + "  e" + kind + "id " + named(cred, known, ids.effective())
                + "  fs" + kind + "id " + named(cred, known, ids.filesystem());
    }

    /** A user id of that cred. */
    String user(Cred cred, long id) {
        return named(cred, names.users(), id);
    }

    /** An id means something on a host only in the namespace of the root task. */
    private String named(Cred cred, HostNames known, long id) {
        Optional<UserNs> space = index.userNs(index.userNsRef(cred));
        boolean outer = space.isPresent() && space.get().level().equals(OptionalInt.of(0))
                && space.get().maps().isEmpty();
        return outer ? known.show(id) : Long.toString(id);
    }

    private String groups(Cred cred) {
        GroupList groups = index.groups(cred);
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(groups.size(), MOST_GROUPS); i++) {
            text.append(i == 0 ? "" : ", ").append(named(cred, names.groups(), groups.get(i)));
        }
        if (groups.size() > MOST_GROUPS) {
            text.append(", ").append(groups.size() - MOST_GROUPS).append(" more");
        }
        return text.append(']').toString();
    }

    /** The user, its namespace, who created that, and so on outwards. */
    private String chain(Cred cred) {
        StringBuilder text = new StringBuilder("user:").append(cred.userRef());
        Optional<User> user = index.user(cred.userRef());
        for (int i = 0; user.isPresent(); i++) {
            text.append(" (uid ").append(user.get().uid()).append(") in user_ns:")
                    .append(user.get().usernsRef());
            Optional<UserNs> space = index.userNs(user.get().usernsRef());
            if (space.isEmpty() || space.get().creatorRef() == 0) {
                break;
            }
            text.append(", created by user:").append(space.get().creatorRef());
            if (i == MOST_CREATORS) {
                return text.append(" ...").toString();
            }
            user = index.user(space.get().creatorRef());
        }
        return text.toString();
    }
}
