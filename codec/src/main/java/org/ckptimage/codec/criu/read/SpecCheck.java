// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.OciSpec;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * Compares the credentials of the root process with what the runtime was told (CKC020). A process may have
 * given up what it was started with, so only what it could not have come by is reported: other ids without
 * the capability to change them, capabilities outside the bounding set, no_new_privs gone.
 */
final class SpecCheck {
    private final String specSource;
    private final FindingSink findings;

    SpecCheck(String specSource, FindingSink findings) {
        this.specSource = specSource;
        this.findings = findings;
    }

    void check(CriuCheckpoint checkpoint) {
        if (checkpoint.spec().isEmpty() || checkpoint.processes().isEmpty()) {
            return;
        }
        OciSpec spec = checkpoint.spec().get();
        for (CriuThread thread : checkpoint.processes().get(0).threads()) {
            thread.cred().ifPresent(cred -> thread(spec, thread, cred));
        }
    }

    private void thread(OciSpec spec, CriuThread thread, CriuCred cred) {
        spec.caps().ifPresent(caps -> capabilities(caps, thread, cred));
        // without a list of capabilities the runtime takes away none
        long bounding = spec.caps().map(CriuCred.CapSets::bounding).orElse(-1L);
        boolean fixedUids = !Capability.CAP_SETUID.in(bounding);
        boolean fixedGids = !Capability.CAP_SETGID.in(bounding);
        long uid = spec.uid().orElse(0);
        long gid = spec.gid().orElse(0);
        if (uid != 0 || fixedUids) {
            id(thread, "uid", cred.users().real(), uid);
            id(thread, "euid", cred.users().effective(), uid);
            id(thread, "suid", cred.users().saved(), uid);
            id(thread, "fsuid", cred.users().filesystem(), uid);
        }
        if (uid != 0 || fixedGids) {
            id(thread, "gid", cred.groups().real(), gid);
            id(thread, "egid", cred.groups().effective(), gid);
            id(thread, "sgid", cred.groups().saved(), gid);
            id(thread, "fsgid", cred.groups().filesystem(), gid);
            groups(spec, gid, thread, cred);
        }
        if (spec.noNewPrivileges() != 0 && cred.noNewPrivs() == 0) {
            report(thread, "no_new_privs", "0", "1 as in spec.dump", "no_new_privs cannot be taken back");
        }
    }

    private void id(CriuThread thread, String field, long id, long configured) {
        if (id != configured) {
            report(thread, field, Long.toString(id), configured + " as in spec.dump",
                    "task " + Integer.toUnsignedString(thread.tid())
                            + " has another id than it was started with");
        }
    }

    private void groups(OciSpec spec, long gid, CriuThread thread, CriuCred cred) {
        Set<Long> configured = new HashSet<>(spec.additionalGids());
        configured.add(gid);
        for (int i = 0; i < cred.supplementary().size(); i++) {
            if (!configured.contains(cred.supplementary().get(i))) {
                report(thread, "groups", Long.toString(cred.supplementary().get(i)), "",
                        "supplementary group that spec.dump does not give");
                return;
            }
        }
    }

    private void capabilities(CriuCred.CapSets configured, CriuThread thread, CriuCred cred) {
        CriuCred.CapSets caps = cred.caps();
        beyond(thread, "cap_bnd", caps.bounding(), configured.bounding());
        beyond(thread, "cap_prm", caps.permitted(), configured.bounding() | configured.permitted());
        beyond(thread, "cap_eff", caps.effective(), configured.bounding() | configured.effective());
        beyond(thread, "cap_inh", caps.inheritable(), configured.bounding() | configured.inheritable());
    }

    private void beyond(CriuThread thread, String field, long set, long allowed) {
        if ((set & ~allowed) != 0) {
            report(thread, field, String.format(Locale.ROOT, "0x%016x", set),
                    String.format(Locale.ROOT, "bits of 0x%016x", allowed),
                    "capabilities outside those of spec.dump");
        }
    }

    private void report(CriuThread thread, String field, String got, String expected, String message) {
        Location where = new Location(thread.source(), 0, "CORE", 0, "thread_core.creds." + field);
        findings.report(new Finding(Rule.CKC020, where, got, expected, message + " (" + specSource + ")"));
    }
}
