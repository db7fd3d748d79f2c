// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;

/** One task. Tasks share what they name the same instance of. */
public final class TaskPlan {
    private static final int SIGCHLD = 17;

    /** A record of a type that no layout has. */
    record Stray(int code, byte[] payload) {}

    final byte[] comm;
    final int pid;
    int ppid;
    int tgid;
    int pgid;
    int sid;
    int[] nested = {};
    boolean zombie;
    int exitCode;
    boolean usedMath = true;
    int seccomp = -1;
    int flags;
    int exitSignal = SIGCHLD;
    int pdeathSignal;
    CredPlan cred;
    CredPlan effective;
    NamespacesPlan namespaces;
    FilesPlan files;
    MemoryPlan memory;
    FsPlan fs;
    SemUndoPlan undo;
    SighandPlan sighand;
    SignalPlan signal;
    long blocked;
    final List<PendingPlan> pending = new ArrayList<>();
    final List<Stray> strays = new ArrayList<>();

    /** A process that leads its own group and session. */
    public TaskPlan(String comm, int pid) {
        this(Parts.text(comm), pid);
    }

    /** The same with a command name that need not be text. */
    public TaskPlan(byte[] comm, int pid) {
        this.comm = comm.clone();
        this.pid = pid;
        this.tgid = pid;
        this.pgid = pid;
        this.sid = pid;
    }

    /** Parent, process group and session. */
    public TaskPlan family(int parent, int group, int session) {
        ppid = parent;
        pgid = group;
        sid = session;
        return this;
    }

    /** Makes it a thread of that process, with its memory, signals and all else but the cred. */
    public TaskPlan threadOf(TaskPlan leader) {
        tgid = leader.tgid;
        signal = leader.signal;
        return family(leader.ppid, leader.pgid, leader.sid).sharing(leader);
    }

    /** Shares everything with another process but signals; replace after this what is not shared. */
    public TaskPlan sharing(TaskPlan other) {
        cred = other.cred;
        effective = other.effective;
        namespaces = other.namespaces;
        files = other.files;
        memory = other.memory;
        fs = other.fs;
        undo = other.undo;
        sighand = other.sighand;
        signal = signal == null ? new SignalPlan() : signal;
        return this;
    }

    /** The credentials, real and effective. */
    public TaskPlan cred(CredPlan value) {
        return cred(value, value);
    }

    /** Real and effective credentials apart. */
    public TaskPlan cred(CredPlan real, CredPlan subjective) {
        cred = real;
        effective = subjective;
        return this;
    }

    /** Namespaces, open files and memory. */
    public TaskPlan objects(NamespacesPlan spaces, FilesPlan table, MemoryPlan space) {
        namespaces = spaces;
        files = table;
        memory = space;
        return this;
    }

    /** Directories, handlers and signal state. */
    public TaskPlan rest(FsPlan directories, SighandPlan handlers, SignalPlan process) {
        fs = directories;
        sighand = handlers;
        signal = process;
        return this;
    }

    /** Semaphore adjustments. */
    public TaskPlan undo(SemUndoPlan list) {
        undo = list;
        return this;
    }

    /** Pids in the nested pid namespaces below that of the root task. */
    public TaskPlan nested(int... pids) {
        nested = pids.clone();
        return this;
    }

    /** Makes it a zombie. */
    public TaskPlan zombie(int code) {
        zombie = true;
        exitCode = code;
        return this;
    }

    /** Whether floating point state is written (x86). */
    public TaskPlan usedMath(boolean used) {
        usedMath = used;
        return this;
    }

    /** Signals that wait for this thread, and those it blocks. */
    public TaskPlan signals(long blockedSet, List<PendingPlan> waiting) {
        blocked = blockedSet;
        pending.addAll(waiting);
        return this;
    }

    /** Seccomp mode for the extension record EXT_TASK. */
    public TaskPlan seccomp(int mode) {
        seccomp = mode;
        return this;
    }

    /** Flags of TASK, and the signals that its parent gets at its end and it gets at that of its parent. */
    public TaskPlan origin(int forkAndRights, int atExit, int atParentDeath) {
        flags = forkAndRights;
        exitSignal = atExit;
        pdeathSignal = atParentDeath;
        return this;
    }

    /** Puts a record of an unknown type in front of the task. */
    public TaskPlan stray(int code, byte[] payload) {
        strays.add(new Stray(code, payload.clone()));
        return this;
    }
}
