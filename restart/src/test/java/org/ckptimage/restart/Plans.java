// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanTask.Birth;
import org.ckptimage.restart.plan.PlanTask.Family;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanTask.Signals;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;
import org.ckptimage.restart.plan.RestartPlan;

/** Builds plans a task at a time; the first cred is the caller's own. */
public final class Plans {
    /** No position. */
    public static final int NONE = PlanTask.NONE;
    /** All capabilities that this process holds. */
    public static final long HELD = ProcFile.status("self").hex("CapPrm");
    /** All capabilities of Linux 5.9 and later. */
    public static final long ALL = 0x1ff_ffff_ffffL;

    private final List<PlanTask> tasks = new ArrayList<>();
    private final List<PlanCred> creds = new ArrayList<>();
    private final List<PlanUserNs> spaces = new ArrayList<>();

    /** Four equal ids. */
    public static Cred.Ids ids(long id) {
        return new Cred.Ids(id, id, id, id);
    }

    /** Permitted and effective caps; no others but the bounding set. */
    public static PlanCred.Caps caps(long permitted, long bounding) {
        return new PlanCred.Caps(0, permitted, permitted, bounding, 0, 0);
    }

    /** A cred in the caller's namespace, with one id for all users and groups. */
    public static PlanCred cred(long id, PlanCred.Caps caps, int... groups) {
        return cred(NONE, ids(id), ids(id), caps, groups);
    }

    /** Any cred. */
    public static PlanCred cred(int space, Cred.Ids users, Cred.Ids groups, PlanCred.Caps caps, int... list) {
        return new PlanCred(17, space, users, groups, new PlanCred.Groups(23, GroupList.of(list)), caps,
                Set.of());
    }

    /** The cred of root as this process has it. */
    public static PlanCred root() {
        return cred(0, caps(HELD, HELD));
    }

    /** A cred in a namespace, without capabilities. */
    public static PlanCred inside(int space, long id) {
        return cred(space, ids(id), ids(id), caps(0, ALL));
    }

    /** Adds a cred and tells its position. */
    public int add(PlanCred cred) {
        creds.add(cred);
        return creds.size() - 1;
    }

    /** Adds a namespace and tells its position. */
    public int space(int parent, Creator creator, IdMap map) {
        spaces.add(new PlanUserNs(100 + spaces.size(), parent, creator, map, map, Setgroups.ALLOW));
        return spaces.size() - 1;
    }

    /** Adds a namespace in which groups cannot be set. */
    public int spaceOfUser(Creator creator, IdMap uids, IdMap gids) {
        spaces.add(new PlanUserNs(100 + spaces.size(), NONE, creator, uids, gids, Setgroups.DENY));
        return spaces.size() - 1;
    }

    /** Adds a process that is born into session and group, and tells its position. */
    public int process(int parent, int cred) {
        return process(parent, cred, 0, NONE, NONE);
    }

    /** Adds a process. */
    public int process(int parent, int cred, int pid, int pgrp, int session) {
        int at = tasks.size();
        return task(Kind.PROCESS, pid, new Family(parent, parent, at, pgrp, session, Birth.USUAL), cred, 0);
    }

    /** Adds a process that leads a session of its own. */
    public int leader(int parent, int cred, int pid) {
        return process(parent, cred, pid, tasks.size(), tasks.size());
    }

    /** Adds a process that some ghost makes. */
    public int madeBy(int maker, int parent, int pgrp, int session) {
        int at = tasks.size();
        return task(Kind.PROCESS, 0, new Family(parent, maker, at, pgrp, session, Birth.USUAL), 0, 0);
    }

    /** Adds a ghost that leads a group and perhaps a session. */
    public int ghost(int parent, boolean session) {
        int at = tasks.size();
        Family family = new Family(parent, parent, at, at, session ? at : NONE, Birth.USUAL);
        return task(Kind.GHOST, 0, family, NONE, 0);
    }

    /** Adds a zombie. */
    public int zombie(int parent, int cred, int exitCode) {
        int at = tasks.size();
        return task(Kind.ZOMBIE, 0, new Family(parent, parent, at, NONE, NONE, Birth.USUAL), cred, exitCode);
    }

    /** Adds a thread. */
    public int thread(int leader, int cred, int pid) {
        return task(Kind.THREAD, pid, new Family(NONE, leader, leader, NONE, NONE, Birth.USUAL), cred, 0);
    }

    /** Adds any task. */
    public int task(Kind kind, int pid, Family family, int cred, int exitCode) {
        Signals signals = kind == Kind.THREAD ? Signals.OF_THREAD : Signals.USUAL;
        tasks.add(new PlanTask(kind, pid, family, cred, signals, exitCode, "t" + tasks.size()));
        return tasks.size() - 1;
    }

    /** Gives the last task other signals. */
    public Plans signals(Signals signals) {
        PlanTask last = tasks.remove(tasks.size() - 1);
        tasks.add(new PlanTask(last.kind(), last.pid(), last.family(), last.cred(), signals, last.exitCode(),
                last.comm()));
        return this;
    }

    /** The plan. */
    public RestartPlan plan() {
        return new RestartPlan(tasks, creds, spaces);
    }

    /** A plan of one process with a cred. */
    public static RestartPlan of(PlanCred... creds) {
        Plans plans = new Plans();
        Arrays.stream(creds).forEach(cred -> plans.process(NONE, plans.add(cred)));
        return plans.plan();
    }
}
