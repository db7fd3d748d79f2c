// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import static org.ckptimage.formats.FormatVersion.V14_CREDS;
import static org.ckptimage.formats.FormatVersion.V18;
import static org.ckptimage.formats.FormatVersion.V19_DEV;
import static org.ckptimage.formats.FormatVersion.V19_RC3;
import static org.ckptimage.formats.FormatVersion.V23_RC1;
import static org.ckptimage.formats.FormatVersion.V23_RC2;

import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.Layouts;

/** Records that the target has no way to say, and that cannot be left out without breaking what is around. */
final class Inexpressible {
    private static final int LAST_NAMED_FILE = 3;
    private static final int LAST_FILE_V18 = 5;
    private static final int FIRST_HUGE_VMA = 9;
    private static final int BASE_PAGE_SHIFT = 16;
    private static final int SEED_GROUPS = 15;

    private final FormatVersion target;
    private final ReadLimits limits;
    private final Refusals refusals;

    Inexpressible(FormatVersion target, ReadLimits limits, Refusals refusals) {
        this.target = target;
        this.limits = limits;
        this.refusals = refusals;
    }

    /** Judges the record at hand. */
    void judge(ScanView view) {
        switch (view.frame().type()) {
            case FILE -> file(view);
            case VMA -> refuse(view, !target.since(V23_RC2) && view.get("vma_type") >= FIRST_HUGE_VMA,
                    "vma_type", "huge pages");
            case HPAGE -> refuse(view, !target.since(V23_RC2), "", "huge pages");
            case IPC_SHM -> refuse(view, !target.since(V23_RC2) && view.get("shift") > BASE_PAGE_SHIFT,
                    "shift", "huge pages");
            case IPC_MSG_MSG -> refuse(view, !target.since(V19_RC3) && view.get("m_type") > Integer.MAX_VALUE,
                    "m_type", "message types above 32 bits");
            case GROUPINFO -> refuse(view, target == V14_CREDS && view.get("ngroups") > SEED_GROUPS,
                    "ngroups", "more than 15 groups");
            case SIGPENDING -> pending(view);
            default -> { }
        }
    }

    private void file(ScanView view) {
        long kind = view.get("f_type");
        long last = target.since(V19_DEV) ? Integer.MAX_VALUE
                : target.since(V18) ? LAST_FILE_V18 : LAST_NAMED_FILE;
        refuse(view, kind > last, "f_type", switch ((int) kind) {
            case 4 -> "sockets";
            case 5 -> "terminals";
            case 6 -> "epoll files";
            default -> "eventfds";
        });
    }

    private void pending(ScanView view) {
        boolean longer = target.since(V23_RC1) && !view.format().version().since(V23_RC1);
        int size = Layouts.of(target, view.format().abi()).find("ckpt_siginfo").orElseThrow().size();
        if (longer && view.get("nr_pending") * size > limits.maxRecord() - size) {
            refusals.refuse(view, Rule.CKS005, "nr_pending", "the signals of this record, in the form of "
                    + target.label() + ", would be above the limit maxRecord");
        }
    }

    private void refuse(ScanView view, boolean when, String field, String what) {
        if (when) {
            refusals.refuse(view, Rule.CKS012, field, target.label() + " cannot express " + what);
        }
    }
}
