// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;

/** The records of one task, in either of the two historic orders (SPEC.md, grammar and task records). */
final class TaskGrammar {
    private final Scan scan;
    private final References references;
    private final TaskCheck check;
    private final CpuCheck cpu;
    private final SignalCheck signals;

    TaskGrammar(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
        this.check = new TaskCheck(scan, references);
        this.cpu = new CpuCheck(scan);
        this.signals = new SignalCheck(scan, references);
    }

    Production task() {
        return Production.named("task")
                .one(TASK, check::task)
                .one(STRING, scope -> check.comm())
                .thenWhen(scope -> !scope.flag, live());
    }

    private Production live() {
        Production live = Production.named("live");
        if (scan.version.since(FormatVersion.V20_PIDNS)) {
            return live.then(newOrder());
        }
        // without epoll files nothing tells v19-dev from v18
        if (scan.format.candidates().stream().noneMatch(v -> v.since(FormatVersion.V19_DEV))) {
            return live.then(oldOrder());
        }
        return live.oneOf(newOrder(), oldOrder());
    }

    /** v20 and later: machine state first, shared objects after it. */
    private Production newOrder() {
        return objects(machine(Production.named("live task, v20 order")))
                .one(SIGPENDING, signals::pending)
                .one(SIGNAL_TASK);
    }

    /** v16 to v18: shared objects first. */
    private Production oldOrder() {
        Production rule = machine(objects(Production.named("live task, v18 order")));
        return scan.version.since(FormatVersion.V19_DEV)
                ? rule.one(SIGPENDING, signals::pending).one(SIGNAL_TASK)
                : rule.optional(SIGPENDING, signals::pending).optional(SIGNAL_TASK, scope -> { });
    }

    private Production machine(Production rule) {
        if (scan.format.abi().x86()) {
            rule.one(THREAD, scope -> cpu.thread());
        } else {
            rule.optional(THREAD, scope -> { });
        }
        return rule.one(RESTART_BLOCK, scope -> check.restartBlock())
                .one(CPU, cpu::cpu)
                .oneWhen(scope -> scope.flag, CPU_FPU, scope -> cpu.fpu());
    }

    private Production objects(Production rule) {
        if (TASK_CREDS.in(scan.version)) {
            rule.one(TASK_CREDS, scope -> check.creds());
        }
        if (TASK_NS.in(scan.version)) {
            FieldLayout ns = scan.structs.field(TASK_NS, "ns_objref");
            rule.one(TASK_NS, scope -> references.check(ns, ObjType.NS, Need.REQUIRED));
        }
        return rule.one(TASK_OBJS, check::objects)
                .oneWhen(scope -> scope.value == 1, SIGNAL, scope -> signals.signal())
                .oneWhen(scope -> scope.value == 1, SIGPENDING, signals::pending);
    }
}
