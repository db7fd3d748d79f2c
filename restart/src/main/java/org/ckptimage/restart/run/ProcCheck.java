// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.RestartPlan;

/**
 * Compares what the kernel says of all tasks with the plan, before they are released: no task is believed.
 */
final class ProcCheck {
    private static final long NO_ID = 0xffff_ffffL;
    private static final long KILL_AND_STOP = 1L << 8 | 1L << 18;
    private static final int COMM = 15;

    private final RestartPlan plan;
    private final Map<Integer, Integer> pids;
    private final List<RestartEvent.UserNs> spaces;
    private final long coordinator;

    /** @param coordinator the program itself, parent of the roots */
    ProcCheck(RestartPlan plan, Told told, long coordinator) {
        this.plan = plan;
        this.pids = told.pids;
        this.spaces = told.spaces;
        this.coordinator = coordinator;
    }

    /** The first difference. */
    Optional<RestartFailure> difference() {
        for (RestartEvent.UserNs space : spaces) {
            String step = spaceDifference(space);
            if (!step.isEmpty()) {
                return Optional.of(failure(OptionalInt.empty(), "user_ns",
                        plan.userNamespaces().get(space.index()).objref(), step));
            }
        }
        for (int i = 0; i < plan.tasks().size(); i++) {
            PlanTask task = plan.tasks().get(i);
            String step = task.kind() == Kind.GHOST ? "" : difference(i, task);
            if (!step.isEmpty()) {
                return Optional.of(failure(i, task, step));
            }
        }
        return Optional.empty();
    }

    private static RestartFailure failure(OptionalInt task, String recordType, int objref, String step) {
        return new RestartFailure(task, recordType, objref, RestartFailure.fieldOf(step), step, 0,
                "MISMATCH");
    }

    private RestartFailure failure(int at, PlanTask task, String step) {
        PlanCred cred = plan.creds().get(task.cred());
        return switch (step) {
            case "verify_groups" -> failure(OptionalInt.of(at), "groupinfo", cred.groupinfo().objref(), step);
            case "verify_user_ns" -> failure(OptionalInt.of(at), "user_ns",
                    plan.userNamespaces().get(cred.userNs()).objref(), step);
            case "verify_uid", "verify_gid", "verify_cap_i", "verify_cap_p", "verify_cap_e", "verify_cap_b",
                    "verify_cap_a", "verify_no_new_privs" ->
                    failure(OptionalInt.of(at), "cred", cred.objref(), step);
            default -> failure(OptionalInt.of(at), "task", 0, step);
        };
    }

    /** The caller may not know a parent; the owner is as the caller sees it. */
    private String spaceDifference(RestartEvent.UserNs made) {
        PlanUserNs space = plan.userNamespaces().get(made.index());
        if (made.owner() != outside(space.parent(), space.creator().uid(), Ids.USERS)) {
            return "verify_owner";
        }
        boolean known = space.parent() != PlanTask.NONE && made.parent() != 0;
        return known && made.parent() != inode(space.parent()) ? "verify_parent" : "";
    }

    private long inode(int space) {
        return spaces.stream().filter(event -> event.index() == space).mapToLong(RestartEvent.UserNs::inode)
                .findFirst().orElse(0);
    }

    private String difference(int at, PlanTask task) {
        try {
            int leader = pids.get(task.family().leader());
            ProcStatus is = ProcStatus.of(leader, pids.get(at));
            PlanCred cred = plan.creds().get(task.cred());
            String step = credDifference(is, cred);
            step = step.isEmpty() ? signalDifference(is, task) : step;
            step = step.isEmpty() ? treeDifference(is, task) : step;
            return step.isEmpty() ? namespaceDifference(leader, task, cred) : step;
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return "verify_read";
        }
    }

    private String credDifference(ProcStatus is, PlanCred cred) {
        PlanCred.Caps caps = cred.caps();
        if (!Arrays.equals(is.ids("Uid"), outside(cred, cred.users(), Ids.USERS))) {
            return "verify_uid";
        }
        if (!Arrays.equals(is.ids("Gid"), outside(cred, cred.groups(), Ids.GROUPS))) {
            return "verify_gid";
        }
        if (!Arrays.equals(is.ids("Groups"), groups(cred))) {
            return "verify_groups";
        }
        String[] fields = {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs"};
        String[] steps = {"cap_i", "cap_p", "cap_e", "cap_b", "cap_a", "no_new_privs"};
        long[] wanted = {caps.inheritable(), caps.permitted(), caps.effective(), caps.bounding(),
                caps.ambient(),
            cred.flags().contains(PlanCred.Flag.NO_NEW_PRIVS) ? 1 : 0};
        for (int i = 0; i < fields.length; i++) {
            if (is.hex(fields[i]) != wanted[i]) {
                return "verify_" + steps[i];
            }
        }
        return "";
    }

    private static String signalDifference(ProcStatus is, PlanTask task) {
        if (task.kind() == Kind.ZOMBIE) {
            return "";
        }
        if (is.hex("SigBlk") != (task.signals().mask() & ~KILL_AND_STOP)) {
            return "verify_sigmask";
        }
        return is.hex("SigIgn") == 0 ? "" : "verify_sigign";
    }

    private String treeDifference(ProcStatus is, PlanTask task) {
        PlanTask.Family family = plan.tasks().get(task.family().leader()).family();
        boolean zombie = task.kind() == Kind.ZOMBIE;
        byte[] comm = task.comm().getBytes(StandardCharsets.UTF_8);
        String name = new String(comm, 0, Math.min(comm.length, COMM), StandardCharsets.ISO_8859_1);
        if (!is.comm().equals(name)) {
            return "verify_comm";
        }
        if (is.zombie() != zombie) {
            return "verify_state";
        }
        if (is.number(4) != (family.parent() == PlanTask.NONE ? coordinator : pids.get(family.parent()))) {
            return "verify_ppid";
        }
        if (family.pgrp() != PlanTask.NONE && is.number(5) != pids.get(family.pgrp())) {
            return "verify_pgid";
        }
        if (family.session() != PlanTask.NONE && is.number(6) != pids.get(family.session())) {
            return "verify_sid";
        }
        if (is.number(38) != (task.kind() == Kind.THREAD ? -1 : task.signals().exit())) {
            return "verify_exit_signal";
        }
        return zombie && is.number(52) != task.exitCode() ? "verify_exit_code" : "";
    }

    /** Not every caller may look; then that setns succeeded has to do. */
    private String namespaceDifference(int process, PlanTask task, PlanCred cred) throws IOException {
        Path link = Path.of("/proc", Integer.toString(process), "ns/user");
        if (task.kind() == Kind.ZOMBIE || cred.userNs() == PlanTask.NONE || !Files.exists(link)) {
            return "";
        }
        String wanted = "user:[" + inode(cred.userNs()) + "]";
        return Files.readSymbolicLink(link).toString().equals(wanted) ? "" : "verify_user_ns";
    }

    private enum Ids { USERS, GROUPS }

    private long[] outside(PlanCred cred, Cred.Ids ids, Ids kind) {
        return Arrays.stream(new long[] {ids.real(), ids.effective(), ids.saved(), ids.filesystem()})
                .map(id -> outside(cred.userNs(), id, kind)).toArray();
    }

    /** The kernel keeps a list in the order of the ids outside all namespaces. */
    private long[] groups(PlanCred cred) {
        GroupList list = cred.groupinfo().list();
        int space = cred.flags().contains(PlanCred.Flag.GROUPS_OUTSIDE) ? PlanTask.NONE : cred.userNs();
        long[] ids = new long[list.size()];
        Arrays.setAll(ids, i -> outside(space, list.get(i), Ids.GROUPS));
        Arrays.sort(ids);
        return ids;
    }

    /** An id of a namespace as the caller sees it. */
    private long outside(int space, long id, Ids kind) {
        long at = id;
        for (int up = space; up != PlanTask.NONE && at != NO_ID; up = plan.userNamespaces().get(up)
                .parent()) {
            PlanUserNs in = plan.userNamespaces().get(up);
            at = through(kind == Ids.USERS ? in.uids() : in.gids(), at);
        }
        return at;
    }

    private static long through(IdMap map, long id) {
        return map.extents().stream().filter(extent -> id >= extent.inside()
                && id - extent.inside() < extent.count())
                .mapToLong(extent -> extent.outside() + id - extent.inside()).findFirst().orElse(NO_ID);
    }
}
