// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.Locale;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.RecordType;

/** What credentials cost in a stream, and how much of that is spent twice. */
final class SizeRules {
    private static final long LEAST = 4096;
    private static final long WORTH = 1024;

    private long all;
    private long ofCreds;
    private long references;
    private long tasks;

    /** Counts a record. */
    void record(RecordType type, Frame frame) {
        all += frame.length();
        boolean counts = switch (type) {
            case CRED, USER, USER_NS, GROUPINFO, TASK_CREDS, EXT_CRED, EXT_USER_NS_MAP -> true;
            default -> false;
        };
        ofCreds += counts ? frame.length() : 0;
    }

    /** Counts the creds of a task. */
    void task() {
        tasks++;
        references += 2;
    }

    void check(String name, CredLog creds, GroupLog groups, FindingSink findings) {
        if (tasks > 1 && creds.size() > 0) {
            findings.report(new Finding(Rule.CKE001, Location.at(name, 0), "", "",
                    String.format(Locale.ROOT, "%d creds for %d references of %d tasks: %.1f for each cred",
                            creds.size(), references, tasks, (double) references / creds.size())));
        }
        creds.repeat().ifPresent(repeat -> repeat(Rule.CKE002,
                new Location(name, repeat.offset(), "CRED", repeat.objref(), ""), repeat, findings));
        groups.repeat().ifPresent(repeat -> repeat(Rule.CKE003,
                new Location(name, repeat.offset(), "GROUPINFO", repeat.objref(), ""), repeat, findings));
        if (ofCreds >= LEAST && ofCreds > all / 2) {
            findings.report(new Finding(Rule.CKE004, Location.at(name, 0), "", "", ofCreds + " of " + all
                    + " bytes are credentials"));
        }
    }

    /** Little is not worth a warning: kernels of the time gave each process a cred of its own. */
    private static void repeat(Rule rule, Location where, CredLog.Repeat repeat, FindingSink findings) {
        String what = rule == Rule.CKE002 ? "creds" : "lists of groups";
        findings.report(new Finding(rule, repeat.bytes() < WORTH ? Severity.INFO : Severity.WARNING, where,
                Integer.toString(repeat.count()), "0", what + " that are equal to one before take "
                        + repeat.bytes() + " bytes (ckpt-image convert --dedup)"));
    }
}
