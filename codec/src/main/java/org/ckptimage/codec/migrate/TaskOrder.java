// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V14_CREDS;
import static org.ckptimage.formats.FormatVersion.V18;
import static org.ckptimage.formats.FormatVersion.V19_DEV;
import static org.ckptimage.formats.FormatVersion.V20_PIDNS;

import java.io.IOException;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/**
 * The order of the records of a task. Until v18 the machine state comes after what tasks share, later before
 * it; from v19-dev to v19-2010-02-22 both are read, and among them the order of the source stays. The seed
 * has the creds of a task in front of TASK, later layouts behind it. What is bulky always stays in its place.
 */
final class TaskOrder {
    private final Conversion conversion;
    private final RecordRewrite records;
    private final Sideline sideline;
    private final boolean headBehind;
    private final boolean headAhead;
    private final boolean bothRead;
    private boolean between = true;
    private boolean headWritten;
    private boolean machineDue;

    TaskOrder(Conversion conversion, RecordRewrite records, Sideline sideline) {
        this.conversion = conversion;
        this.records = records;
        this.sideline = sideline;
        FormatVersion target = conversion.target.version();
        // what was found to be v18 may also be an image of v19-dev, which has both orders
        FormatVersion source = conversion.source.version();
        this.bothRead = source == target || source.since(V19_DEV) && target.since(V19_DEV)
                && !source.since(V20_PIDNS) && !target.since(V20_PIDNS);
        this.headBehind = target == V14_CREDS && conversion.source.version().since(V18);
        this.headAhead = conversion.source.version() == V14_CREDS && target.since(V18);
    }

    private boolean late(int task) {
        return conversion.survey.placement().late(task);
    }

    private boolean zombie(int task) {
        return conversion.survey.placement().zombie(task);
    }

    /** True if the target has the machine state of this task elsewhere. */
    private boolean machineMoves(int task) {
        boolean late = late(task);
        boolean wanted = bothRead ? late : conversion.target.version().since(V19_DEV);
        return !zombie(task) && late != wanted;
    }

    /** Writes what has to come before the record at hand. */
    void before(Feed feed) throws IOException {
        RecordType type = feed.frame().type();
        if (machineDue && endsShared(type)) {
            machineDue = false;
            sideline.machine(feed.task() - (type == RecordType.TASK ? 1 : 0));
        }
        boolean next = headAhead && between && type == RecordType.OBJREF;
        boolean start = type == RecordType.TASK || next;
        if (start || type == RecordType.TAIL) {
            records.signals().end();
        }
        if (headAhead && start && !headWritten) {
            int task = feed.task() + (type == RecordType.TASK ? 0 : 1);
            if (task >= conversion.survey.tree().size()) {
                return;
            }
            headWritten = true;
            sideline.head(task);
            if (machineMoves(task)) {
                sideline.machine(task);
            }
        }
    }

    private boolean endsShared(RecordType type) {
        return switch (type) {
            case SIGPENDING -> !records.signals().sharedDue();
            case SIGNAL_TASK, TASK, TAIL -> true;
            default -> false;
        };
    }

    /** True if the record at hand is written in another place. */
    boolean leftOut(Feed feed) {
        RecordType type = feed.frame().type();
        if (type == RecordType.TASK || type == RecordType.STRING && feed.isComm()) {
            return headAhead || headBehind;
        }
        return Sideline.isMachine(type) && machineMoves(feed.task());
    }

    /** Writes what has to come behind the record at hand. */
    void after(Feed feed) throws IOException {
        switch (feed.frame().type()) {
            case TASK -> {
                between = false;
                headWritten = false;
            }
            case STRING -> {
                if (feed.isComm()) {
                    named(feed.task());
                }
            }
            case TASK_CREDS -> {
                if (headBehind) {
                    sideline.head(feed.task());
                }
            }
            case CPU -> between = conversion.source.version() == V14_CREDS;
            default -> { }
        }
    }

    private void named(int task) throws IOException {
        if (zombie(task)) {
            between = true;
            if (headBehind) {
                sideline.head(task);
            }
            return;
        }
        records.signals().begin();
        if (headAhead) {
            records.creds().writeTaskCreds();
        } else if (machineMoves(task)) {
            machineDue = late(task);
            if (!machineDue) {
                sideline.machine(task);
            }
        }
    }
}
