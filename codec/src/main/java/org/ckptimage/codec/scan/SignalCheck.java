// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Judges SIGHAND, SIGNAL and SIGPENDING (SPEC.md, signals). */
final class SignalCheck {
    private static final int NSIG = 64;
    private static final int MAX_ERRNO = 4094;

    private final Scan scan;
    private final References references;
    private final StructLayout siginfo;
    private final StructLayout pending;
    private final FieldLayout count;
    private final FieldLayout signo;
    private final FieldLayout errno;
    private final FieldLayout tty;

    SignalCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
        boolean recent = scan.version.since(FormatVersion.V23_RC1);
        siginfo = scan.structs.named("ckpt_siginfo");
        signo = siginfo.field(recent ? "csi_signo" : "signo");
        errno = siginfo.field(recent ? "csi_errno" : "_errno");
        pending = scan.structs.of(SIGPENDING);
        count = pending.field("nr_pending");
        tty = scan.structs.field(SIGNAL, "tty_objref");
    }

    void sighand() {
        StructLayout action = scan.structs.named("ckpt_sigaction");
        scan.expectLength(8L + (long) NSIG * action.size(), "64 actions");
    }

    void signal() {
        references.check(tty, ObjType.TTY, Need.ZERO_IS_NONE);
    }

    void pending(Scope scope) {
        long n = scan.frame.get(count);
        scan.expectLength(pending.size() + n * siginfo.size(), "nr_pending");
        long fits = Math.min(n, (scan.frame.length() - pending.size()) / siginfo.size());
        for (int i = 0; i < fits && scan.frame.isHeld(); i++) {
            int at = pending.size() + i * siginfo.size();
            inRange(at + signo.offset(), "siginfo.signo", 1, NSIG);
            inRange(at + errno.offset(), "siginfo.errno", 0, MAX_ERRNO);
        }
    }

    private void inRange(int at, String field, int least, int most) {
        int value = scan.frame.i32(at);
        if (value < least || value > most) {
            scan.reportAt(Rule.CKV009, scan.frame.offset() + at, field, "value outside its valid range",
                    Integer.toString(value), least + ".." + most);
        }
    }
}
