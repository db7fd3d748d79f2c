// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.select;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.HostIds;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;

/**
 * What an expression can ask of a task. Names are those of {@code show --json}; a number that the image does
 * not say is -1, and a task without creds has no ids, groups and capabilities.
 */
final class Variables {
    static final Map<String, CelType> TYPES = types();
    private static final long UNKNOWN = -1;
    private static final Capability[] KNOWN = Capability.values();

    private final ObjectIndex index;
    private final HostIds hosts;
    private final Map<Integer, Map<String, Object>> creds = new HashMap<>();

    Variables(Image image) {
        this.index = new ObjectIndex(image);
        this.hosts = new HostIds(image, index);
    }

    private static Map<String, CelType> types() {
        Map<String, CelType> types = new LinkedHashMap<>();
        for (String number : List.of("pid", "ppid", "tgid", "pgid", "sid", "seccomp", "cred_ref", "uid",
                "euid", "suid", "fsuid", "gid", "egid", "sgid", "fsgid", "host_uid", "host_gid", "securebits",
                "no_new_privs", "user_ns_ref")) {
            types.put(number, SimpleType.INT);
        }
        types.put("comm", SimpleType.STRING);
        types.put("thread", SimpleType.BOOL);
        types.put("zombie", SimpleType.BOOL);
        types.put("groups", ListType.create(SimpleType.INT));
        for (String set : List.of("cap_inheritable", "cap_permitted", "cap_effective", "cap_bounding",
                "cap_ambient")) {
            types.put(set, ListType.create(SimpleType.STRING));
        }
        return types;
    }

    Map<String, Object> of(Task task) {
        int ref = task.ecredRef().orElse(0);
        Map<String, Object> values = new HashMap<>(creds.computeIfAbsent(ref,
                objref -> index.cred(objref).map(this::cred).orElseGet(Variables::nobody)));
        values.put("pid", (long) task.ids().pid());
        values.put("ppid", (long) task.ids().ppid());
        values.put("tgid", (long) task.ids().tgid());
        values.put("pgid", (long) task.ids().pgid());
        values.put("sid", (long) task.ids().sid());
        values.put("comm", task.comm());
        values.put("thread", task.thread());
        values.put("zombie", task.zombie());
        values.put("seccomp", task.seccomp().orElse(UNKNOWN));
        return values;
    }

    private Map<String, Object> cred(Cred cred) {
        Map<String, Object> values = new HashMap<>();
        int space = index.userNsRef(cred);
        values.put("cred_ref", (long) cred.objref());
        ids("u", cred.users(), values);
        ids("g", cred.groups(), values);
        values.put("host_uid", hosts.uid(space, cred.users().effective()).orElse(UNKNOWN));
        values.put("host_gid", hosts.gid(space, cred.groups().effective()).orElse(UNKNOWN));
        values.put("user_ns_ref", (long) space);
        values.put("groups", index.groups(cred).ids());
        values.put("cap_inheritable", names(cred.caps().inheritable()));
        values.put("cap_permitted", names(cred.caps().permitted()));
        values.put("cap_effective", names(cred.caps().effective()));
        values.put("cap_bounding", names(cred.caps().bounding()));
        values.put("cap_ambient", names(cred.ambient()));
        values.put("securebits", cred.caps().securebits());
        values.put("no_new_privs", cred.noNewPrivs().orElse(UNKNOWN));
        return values;
    }

    private static void ids(String kind, Cred.Ids ids, Map<String, Object> values) {
        values.put(kind + "id", ids.real());
        values.put("e" + kind + "id", ids.effective());
        values.put("s" + kind + "id", ids.saved());
        values.put("fs" + kind + "id", ids.filesystem());
    }

    private static Map<String, Object> nobody() {
        Map<String, Object> values = new HashMap<>();
        TYPES.forEach((name, type) ->
                values.put(name, type instanceof ListType ? List.of() : (Object) UNKNOWN));
        return values;
    }

    /** Such as {@code SYS_ADMIN}. */
    private static List<String> names(long set) {
        List<String> names = new ArrayList<>();
        for (Capability capability : KNOWN) {
            if ((set >>> capability.ordinal() & 1) != 0) {
                names.add(capability.name().substring("CAP_".length()));
            }
        }
        return names;
    }
}
