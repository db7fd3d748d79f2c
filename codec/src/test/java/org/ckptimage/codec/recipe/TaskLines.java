// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.PendingPlan;
import org.ckptimage.codec.compose.SemUndoPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.TtyPlan;

/** Lines about tasks: fs, sighand, signal, task, pending, stray. */
final class TaskLines {
    private final NamedThings names;
    private final ImagePlan plan;
    private final Map<Integer, TaskPlan> tasks = new HashMap<>();
    private final Map<Integer, CredPlan> creds = new HashMap<>();

    TaskLines(NamedThings names, ImagePlan plan) {
        this.names = names;
        this.plan = plan;
        names.put("std", FilesPlan.standard(names.get(null, CredPlan.class, "root")));
        names.put("main", new NamespacesPlan("host", new IpcPlan(), false));
        names.put("std", FsPlan.standard());
    }

    boolean read(RecipeLine line) {
        switch (line.verb()) {
            case "fs" -> names.put(line.word(0), new FsPlan(line.text("cwd", "/"), line.text("root", "/"),
                    line.integer("umask", 022)));
            case "sighand" -> names.put(line.word(0), handlers(line));
            case "signal" -> names.put(line.word(0), signal(line));
            case "task" -> task(line);
            case "pending" -> tasks.get((int) line.number(line.word(0)))
                    .signals(line.number("blocked", 0), List.of(pending(line)));
            case "stray" -> tasks.get((int) line.number(line.word(0))).stray(line.integer("code", 0),
                    HexFormat.of().parseHex(line.text("hex", "")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static SighandPlan handlers(RecipeLine line) {
        SighandPlan plan = new SighandPlan();
        line.options().forEach((signal, handler) -> plan.on((int) line.number(signal), line.number(handler)));
        return plan;
    }

    private SignalPlan signal(RecipeLine line) {
        SignalPlan plan = new SignalPlan();
        if (line.has("tty")) {
            plan.terminal(names.get(line, TtyPlan.class, line.text("tty")), line.integer("pgrp", 0));
        }
        return line.has("pending") ? plan.pending(pending(line)) : plan;
    }

    private static PendingPlan pending(RecipeLine line) {
        return new PendingPlan(line.integer("pending", 15), line.integer("si-code", 0),
                line.integer("si-pid", 1), line.integer("si-uid", 0), line.integer("si-value", 0));
    }

    private void task(RecipeLine line) {
        int pid = line.integer("pid", 1);
        TaskPlan task = new TaskPlan(line.word(0), pid);
        CredPlan cred = names.get(line, CredPlan.class, line.text("cred", "root"));
        if (line.has("thread-of")) {
            int leader = line.integer("thread-of", 0);
            task.threadOf(tasks.get(leader));
            cred = names.option(line, "cred", CredPlan.class, creds.get(leader));
        } else {
            int parent = line.integer("ppid", 0);
            task.family(parent, line.integer("pgid", pid), line.integer("sid", pid));
            objects(line, task, cred);
        }
        task.cred(cred, names.option(line, "ecred", CredPlan.class, cred));
        if (line.has("zombie")) {
            task.zombie(line.integer("zombie", 0));
        }
        task.nested(line.integers("nested").stream().mapToInt(Integer::intValue).toArray())
                .usedMath(line.integer("fpu", 1) == 1).seccomp(line.integer("seccomp", -1));
        tasks.put(pid, task);
        creds.put(pid, cred);
        plan.add(task);
    }

    private void objects(RecipeLine line, TaskPlan task, CredPlan cred) {
        task.objects(names.get(line, NamespacesPlan.class, line.text("namespaces", "main")),
                names.get(line, FilesPlan.class, line.text("files", "std")),
                line.has("memory") ? names.get(line, MemoryPlan.class, line.text("memory"))
                        : MemoryPlan.small("/bin/" + line.word(0), cred, PagesPlan.none()));
        task.rest(names.get(line, FsPlan.class, line.text("fs", "std")),
                names.option(line, "sighand", SighandPlan.class, new SighandPlan()),
                names.option(line, "signal", SignalPlan.class, new SignalPlan()));
        task.undo(names.option(line, "undo", SemUndoPlan.class, null));
    }
}
