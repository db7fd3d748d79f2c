// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Ns;
import org.ckptimage.codec.model.Task;

/**
 * What an image means as a tree of maps, lists, texts, numbers and truth values: the document that a JSON
 * patch is for. Tasks are keyed by pid, user namespaces by path; what tasks share is named by the lowest pid
 * of those that share it.
 */
public final class FactsDocument {
    private final Facts facts;
    private final Map<String, Map<Integer, Integer>> lowest = new LinkedHashMap<>();

    private FactsDocument(Facts facts) {
        this.facts = facts;
    }

    /** The document of an image. */
    public static Map<String, Object> of(Facts facts) {
        return new FactsDocument(facts).document();
    }

    private Map<String, Object> document() {
        Map<String, Object> tasks = new LinkedHashMap<>();
        new TreeMap<>(facts.tasks()).forEach((pid, task) -> tasks.put(Integer.toString(pid), task(task)));
        Map<String, Object> spaces = new TreeMap<>();
        facts.spaces().forEach((name, space) -> spaces.put(name, space(space)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("arch", facts.arch());
        document.put("user_ns", spaces);
        document.put("tasks", tasks);
        return document;
    }

    private static Map<String, Object> space(SpaceFacts space) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("level", space.level());
        space.maps().ifPresent(maps -> {
            object.put(Field.UID_MAP.word(), maps.uids().stream().map(FactsDocument::extent).toList());
            object.put(Field.GID_MAP.word(), maps.gids().stream().map(FactsDocument::extent).toList());
            maps.setgroups().ifPresent(
                    policy -> object.put(Field.SETGROUPS.word(), Comparison.setgroups(policy)));
        });
        return object;
    }

    private static List<Long> extent(IdMaps.Extent extent) {
        return List.of(extent.first(), extent.lowerFirst(), extent.count());
    }

    private Map<String, Object> task(TaskFacts facts) {
        Task task = facts.task();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(Field.COMM.word(), task.comm());
        object.put(Field.PPID.word(), task.ids().ppid());
        object.put(Field.TGID.word(), task.ids().tgid());
        object.put(Field.PGID.word(), task.ids().pgid());
        object.put(Field.SID.word(), task.ids().sid());
        object.put(Field.STATE.word(), task.zombie() ? "zombie" : "alive");
        object.put(Field.EXIT_CODE.word(), task.exitCode());
        facts.nodename().ifPresent(name -> object.put(Field.NODENAME.word(), name));
        task.seccomp().ifPresent(mode -> object.put(Field.SECCOMP.word(), mode));
        facts.cred().ifPresent(cred -> object.put("cred", cred(cred)));
        facts.ecred().filter(e -> !facts.cred().equals(facts.ecred()))
                .ifPresent(cred -> object.put("ecred", cred(cred)));
        object.put("shares", shares(facts));
        return object;
    }

    private static Map<String, Object> cred(CredFacts cred) {
        Map<String, Object> object = new LinkedHashMap<>();
        Cred.Ids users = cred.users();
        Cred.Ids groups = cred.groups();
        object.put(Field.UID.word(), users.real());
        object.put(Field.EUID.word(), users.effective());
        object.put(Field.SUID.word(), users.saved());
        object.put(Field.FSUID.word(), users.filesystem());
        object.put(Field.GID.word(), groups.real());
        object.put(Field.EGID.word(), groups.effective());
        object.put(Field.SGID.word(), groups.saved());
        object.put(Field.FSGID.word(), groups.filesystem());
        object.put(Field.GROUPS.word(), cred.groupList().ids());
        object.put(Field.CAP_INHERITABLE.word(), mask(cred.caps().inheritable()));
        object.put(Field.CAP_PERMITTED.word(), mask(cred.caps().permitted()));
        object.put(Field.CAP_EFFECTIVE.word(), mask(cred.caps().effective()));
        object.put(Field.CAP_BOUNDING.word(), mask(cred.caps().bounding()));
        cred.ext().ifPresent(more -> {
            object.put(Field.CAP_AMBIENT.word(), mask(more.ambient()));
            more.noNewPrivs().ifPresent(privs -> object.put(Field.NO_NEW_PRIVS.word(), privs));
            more.lsmProfile().ifPresent(label -> object.put(Field.LSM_PROFILE.word(), label));
            more.lsmSockcreate().ifPresent(label -> object.put(Field.LSM_SOCKCREATE.word(), label));
        });
        object.put(Field.SECUREBITS.word(), String.format("0x%08x", cred.caps().securebits()));
        object.put(Field.USER.word(), cred.user());
        object.put(Field.USER_NS.word(), cred.userNs());
        return object;
    }

    private static String mask(long set) {
        return String.format("0x%016x", set);
    }

    private Map<String, Object> shares(TaskFacts task) {
        Map<String, Object> shares = new LinkedHashMap<>();
        share(shares, "files", task, t -> t.task().refs().files());
        share(shares, "mm", task, t -> t.task().refs().mm());
        share(shares, "fs", task, t -> t.task().refs().fs());
        share(shares, "sighand", task, t -> t.task().refs().sighand());
        share(shares, "signal", task, t -> t.task().refs().signal());
        share(shares, "uts_ns", task, t -> t.ns().map(Ns::utsRef).orElse(0));
        share(shares, "ipc_ns", task, t -> t.ns().map(Ns::ipcRef).orElse(0));
        share(shares, "net_ns", task, t -> t.ns().map(Ns::netRef).orElse(0));
        return shares;
    }

    private void share(Map<String, Object> shares, String kind, TaskFacts task,
            ToIntFunction<TaskFacts> objref) {
        int own = objref.applyAsInt(task);
        if (own == 0) {
            return;
        }
        Map<Integer, Integer> byObject = lowest.get(kind);
        if (byObject == null) {
            byObject = new LinkedHashMap<>();
            for (TaskFacts other : facts.tasks().values()) {
                byObject.merge(objref.applyAsInt(other), other.pid(), Math::min);
            }
            lowest.put(kind, byObject);
        }
        shares.put(kind, byObject.get(own));
    }
}
