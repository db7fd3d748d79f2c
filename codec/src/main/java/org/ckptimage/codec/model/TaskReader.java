// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.codec.scan.TaskTree;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Gathers one task from its records, which are spread over the stream. */
final class TaskReader {
    private final int index;
    private final long offset;
    private final Task.Ids ids;
    private final long state;
    private final long exitCode;
    private final int exitSignal;
    private final int pdeathSignal;
    private long blocked;
    private OptionalInt credRef = OptionalInt.empty();
    private OptionalInt ecredRef = OptionalInt.empty();
    private String comm = "";
    private boolean commDue = true;
    private int ns;
    private Task.Refs refs = Task.Refs.NONE;

    /** Starts at a TASK record. */
    TaskReader(ScanView view) {
        index = view.task();
        offset = view.frame().offset();
        ids = ids(view);
        state = view.get("state");
        exitCode = view.get("exit_code");
        exitSignal = (int) view.get("exit_signal");
        pdeathSignal = (int) view.get("pdeath_signal");
        // the seed kept them in TASK itself
        if (view.format().version() == FormatVersion.V14_CREDS && state != 64) {
            creds(view);
        }
    }

    private static Task.Ids ids(ScanView view) {
        TaskTree tree = view.tree();
        int task = view.task();
        if (task < 0 || task >= tree.size()) {
            return new Task.Ids(0, 0, 0, 0, 0);
        }
        return new Task.Ids(tree.number(tree.pid(task)), tree.number(tree.ppid(task)),
                tree.number(tree.tgid(task)), tree.number(tree.pgid(task)), tree.number(tree.sid(task)));
    }

    /** Position in the tree. */
    int index() {
        return index;
    }

    /** Takes the first STRING after TASK. */
    void string(Frame frame) {
        if (commDue && frame.isHeld()) {
            comm = RecordText.of(frame.bytes(), frame.base() + 8, frame.base() + (int) frame.length());
        }
        commDue = false;
    }

    /** The comm stands right after TASK or nowhere. */
    void noComm() {
        commDue = false;
    }

    void creds(ScanView view) {
        credRef = OptionalInt.of((int) view.get("cred_ref"));
        ecredRef = OptionalInt.of((int) view.get("ecred_ref"));
    }

    /** The set is one number, though its layout has it as bytes. */
    void blocked(ScanView view) {
        FieldLayout set = view.field(RecordType.SIGNAL_TASK, "blocked.sigset");
        Frame frame = view.frame();
        if (frame.isHeld() && frame.length() >= set.offset() + Long.BYTES) {
            blocked = frame.order().i64(frame.bytes(), frame.base() + set.offset());
        }
    }

    void ns(ScanView view) {
        ns = (int) view.get("ns_objref");
    }

    void objects(ScanView view) {
        refs = new Task.Refs(0, (int) view.get("files_objref"), (int) view.get("mm_objref"),
                (int) view.get("fs_objref"), (int) view.get("sighand_objref"),
                (int) view.get("signal_objref"));
    }

    Task task() {
        Task.Refs all = new Task.Refs(ns, refs.files(), refs.mm(), refs.fs(), refs.sighand(), refs.signal());
        return new Task(offset, ids, comm, state, exitCode, credRef, ecredRef, all,
                new Task.Signals(exitSignal, pdeathSignal, blocked), OptionalLong.empty());
    }
}
