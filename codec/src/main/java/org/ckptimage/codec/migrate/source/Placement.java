// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import java.util.BitSet;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * Where the records of each task stand, two bits a task, and whether objects stand in places that a reader
 * must accept but where no kernel puts them. Those that part what belongs together are refused, so that the
 * conversion itself can tell owners from the order alone.
 */
public final class Placement {
    private static final int TASK_DEAD = 64;

    private final FormatVersion target;
    private final Refusals refusals;
    private final BitSet late = new BitSet();
    private final BitSet zombies = new BitSet();
    private ObjType ownerType;
    private int owner;
    private boolean sharedSeen;
    private boolean credsSeen;
    private RecordType lastPart;
    private boolean objectSince;

    Placement(FormatVersion target, Refusals refusals) {
        this.target = target;
        this.refusals = refusals;
    }

    /** True if the machine state of the task stands before what it shares. */
    public boolean late(int task) {
        return late.get(task);
    }

    /** True if the task is dead: it has no records but TASK and its name. */
    public boolean zombie(int task) {
        return zombies.get(task);
    }

    /** Judges the record at hand, which is known and no extension. */
    void judge(ScanView view) {
        RecordType type = view.frame().type();
        boolean follows = view.openType() == ownerType && view.openObjref() == owner;
        if (Feed.isOpaque(type)) {
            if (!follows) {
                apart(view);
            }
            return;
        }
        boolean compound = view.openType() == ObjType.NS && type != RecordType.NS
                && type != RecordType.OBJREF;
        if (compound && !follows) {
            apart(view);
        }
        ownerType = view.openType();
        owner = view.openObjref();
        if (type == RecordType.TASK) {
            task(view);
        } else if (type == RecordType.FILE && target.since(FormatVersion.V18)) {
            opener(view);
        } else if (view.openType() == null) {
            part(view, type);
        } else {
            objectSince |= type == RecordType.OBJREF;
        }
    }

    private void apart(ScanView view) {
        refusals.refuse(view, Rule.CKS009, "", "an object stands between this record and those it belongs "
                + "to; such an image can be read but not converted");
    }

    private void task(ScanView view) {
        sharedSeen = false;
        lastPart = RecordType.TASK;
        objectSince = false;
        if (view.get("state") == TASK_DEAD) {
            zombies.set(view.task());
            boolean seed = target == FormatVersion.V14_CREDS
                    && view.format().version() != FormatVersion.V14_CREDS;
            if (seed && !credsSeen) {
                refusals.refuse(view, Rule.CKS012, "", target.label()
                        + " wants a cred in each TASK, and no task before this dead one has any");
            }
        }
    }

    /** A file of the seed gets the cred of the task that it is in. */
    private void opener(ScanView view) {
        boolean inTask = lastPart == RecordType.TASK && !zombie(view.task());
        if (view.format().version() == FormatVersion.V14_CREDS && !inTask) {
            apart(view);
        }
    }

    /** A record of the task itself. */
    private void part(ScanView view, RecordType type) {
        switch (type) {
            case TASK_CREDS, TASK_NS, TASK_OBJS -> {
                sharedSeen = true;
                credsSeen |= type == RecordType.TASK_CREDS;
            }
            case THREAD, RESTART_BLOCK, CPU -> {
                if (!sharedSeen) {
                    late.set(view.task());
                }
            }
            case SIGPENDING, SIGNAL_TASK -> {
                boolean over = lastPart == RecordType.CPU || lastPart == RecordType.SIGPENDING;
                boolean optional = !target.since(FormatVersion.V19_DEV)
                        || view.format().version() == FormatVersion.V14_CREDS;
                if (objectSince && over && optional) {
                    // where a task may end here, the object would be taken for a part of the next one
                    apart(view);
                }
            }
            default -> { }
        }
        lastPart = type;
        objectSince = false;
    }

}
