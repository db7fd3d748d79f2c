// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * SysV IPC: the namespace with its shared memory, message queues and semaphores; undo lists (SPEC.md, IPC).
 */
final class IpcGrammar {
    private static final int BASE_PAGE_SHIFT = 16;
    /** Step of a message that takes the next piece of its text. */
    private static final int TEXT_STEP = 1;

    private final Scan scan;
    private final IpcCheck check;
    private final PageGrammar pages;

    IpcGrammar(Scan scan, References references, PageGrammar pages) {
        this.scan = scan;
        this.check = new IpcCheck(scan, references);
        this.pages = pages;
    }

    Production namespace() {
        return Production.named("ipc_ns").one(IPC_NS, scope -> check.namespace())
                .then(list(IPC_SHM, shm()))
                .then(list(IPC_MSG, queue()))
                .then(list(IPC_SEM, semaphores()));
    }

    Production undoList() {
        Production undo = Production.named("sem_undo")
                .one(TASK_SEM_UNDO)
                .optional(BUFFER, scope -> { });
        return Production.named("sem_undo_list")
                .one(TASK_SEM_UNDO_LIST, scope ->
                        scope.remaining = scan.frame.get(scan.structs.field(TASK_SEM_UNDO_LIST, "count")))
                .counted(undo);
    }

    private Production list(RecordType kind, Production item) {
        return Production.named("ipc").one(IPC, scope -> count(scope, kind)).counted(item);
    }

    private void count(Scope scope, RecordType kind) {
        FieldLayout type = scan.structs.field(IPC, "ipc_type");
        long found = scan.frame.get(type);
        if (found != kind.code(scan.version)) {
            scan.report(Rule.CKS009, type, "list of another kind of IPC object", Long.toString(found),
                    kind.code(scan.version) + " (" + kind + ")");
        }
        scope.remaining = scan.frame.get(scan.structs.field(IPC, "ipc_count"));
    }

    private Production shm() {
        return pages.behind(Production.named("shm").one(IPC_SHM, scope -> {
            scope.value = check.shm() > BASE_PAGE_SHIFT ? 1 : 0;
            scope.flag = true;
        }));
    }

    private Production queue() {
        Production message = Production.named("message")
                .one(IPC_MSG_MSG, scope -> scope.value = check.message())
                .oneWhen(scope -> scope.value > 0, BUFFER, this::text)
                .any(BUFFER, this::text);
        return Production.named("queue").one(IPC_MSG,
                scope -> scope.remaining = check.queue()).counted(message);
    }

    /**
     * The text of a message is cut into buffers of kernel-internal sizes; together they have {@code m_ts}
     * bytes.
     */
    private void text(Scope scope) throws IOException {
        scope.value -= scan.frame.length() - 8;
        if (scope.value < 0) {
            scan.reportAt(Rule.CKS003, scan.frame.offset() + 4, "len", "message text is longer than m_ts",
                    Long.toString(-scope.value) + " bytes more", "m_ts bytes");
            scope.value = 0;
        } else if (scope.value > 0) {
            scope.step = TEXT_STEP;
        }
    }

    private Production semaphores() {
        return Production.named("semaphores").one(IPC_SEM, scope -> scope.value = check.semaphores())
                .oneWhen(scope -> scope.value > 0, BUFFER, scope -> scan.expectLength(8 + 8 * scope.value,
                        "sem_nsems"));
    }
}
