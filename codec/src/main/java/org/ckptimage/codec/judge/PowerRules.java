// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;

/** What power a cred has, and could get. */
final class PowerRules {
    /** Each of them is as good as being root of the host. */
    private static final long OVER_HOST = bits(Capability.CAP_SYS_ADMIN, Capability.CAP_SYS_MODULE,
            Capability.CAP_SYS_RAWIO, Capability.CAP_SYS_PTRACE, Capability.CAP_BPF, Capability.CAP_PERFMON,
            Capability.CAP_DAC_READ_SEARCH);
    /** NOROOT, NO_SETUID_FIXUP, KEEP_CAPS and NO_CAP_AMBIENT_RAISE; the bit above each locks it. */
    private static final long BASE_BITS = 0x55;
    /** KEEP_CAPS ends with exec, so programs that want it off for good lock it alone (capabilities(7)). */
    private static final long KEEP_CAPS = 0x10;

    private PowerRules() {}

    private static long bits(Capability... capabilities) {
        long set = 0;
        for (Capability capability : capabilities) {
            set |= 1L << capability.ordinal();
        }
        return set;
    }

    /** @param boxed the image is of a container */
    static void check(Subject who, Boxed boxed, CredFindings found) {
        Cred cred = who.cred();
        long beyond = cred.caps().permitted() & ~cred.caps().bounding() & Capability.NAMED;
        String message = "permitted capabilities outside the bounding set, which it was given before that"
                + " shrank";
        if (beyond != 0 && (boxed == Boxed.YES || !who.onHost())) {
            found.report(Rule.CKC004, "cap_permitted", CapabilityText.names(beyond), message);
        } else if (beyond != 0) {
            found.note(Rule.CKC004, "cap_permitted", CapabilityText.names(beyond), message);
        }
        effective(who, found);
        exec(who, found);
        securebits(cred.caps().securebits(), found);
        labels(cred, found);
    }

    /** Whether all of a container was saved. */
    enum Boxed { YES, NO }

    private static void effective(Subject who, CredFindings found) {
        long effective = who.cred().caps().effective() & Capability.NAMED;
        if (effective != 0 && !who.hasRoot() && who.cred().users().filesystem() != 0) {
            found.report(Rule.CKC006, "cap_effective", CapabilityText.names(effective),
                    "effective capabilities, though no uid is 0");
        }
        if ((effective & OVER_HOST) != 0 && who.onHost()) {
            found.report(Rule.CKC007, "cap_effective",
                    Subject.full(effective) ? "all" : CapabilityText.names(effective & OVER_HOST),
                    "capabilities over the host: the initial user namespace is not left");
        }
    }

    private static void exec(Subject who, CredFindings found) {
        if (who.execGains()) {
            found.report(Rule.CKC008, "no_new_privs", "0",
                    "the bounding set is full: set-uid programs give capabilities that the task lacks");
        }
        if (who.ambient() != 0) {
            found.report(Rule.CKC009, "cap_ambient", CapabilityText.names(who.ambient()),
                    "every program that the task runs gets these capabilities");
        }
    }

    private static void securebits(long bits, CredFindings found) {
        if (bits == Cred.SECUREBITS_UNKNOWN) {
            return;
        }
        long locked = bits >>> 1 & BASE_BITS & ~bits & ~KEEP_CAPS;
        String got = String.format(Locale.ROOT, "0x%x", bits);
        if (locked != 0) {
            found.warn(Rule.CKC014, "securebits", got, "securebits are locked without being set");
        } else if ((bits & BASE_BITS) != 0) {
            found.report(Rule.CKC014, "securebits", got,
                    "securebits change what uid 0 and changes of uids mean");
        }
    }

    private static void labels(Cred cred, CredFindings found) {
        Optional<String> label = cred.ext().flatMap(Cred.Ext::lsmProfile);
        if (label.isPresent() && unconfined(label.get())) {
            found.report(Rule.CKL003, "lsm_profile", label.get(), "the security module does not confine it");
        }
        cred.ext().flatMap(Cred.Ext::lsmSockcreate).ifPresent(sockets -> found.report(Rule.CKL008,
                "lsm_sockcreate", sockets, "sockets that the task makes get another label than its own"));
    }

    /** AppArmor says so; the types of SELinux that are not confined are these. */
    static boolean unconfined(String label) {
        return label.equals("unconfined") || label.contains(":unconfined_t") || label.contains(":spc_t");
    }
}
