// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;

/** How the capability sets of a cred fit together (capabilities(7)). */
final class CapabilityRules {
    private CapabilityRules() {}

    static void check(Cred cred, CredFindings findings) {
        Cred.Caps caps = cred.caps();
        within(Rule.CKC001, "cap_effective", caps.effective() & ~caps.permitted(),
                "effective capabilities that are not permitted", findings);
        within(Rule.CKC002, "cap_ambient", cred.ambient() & ~(caps.permitted() & caps.inheritable()),
                "ambient capabilities that are not both permitted and inheritable", findings);
        within(Rule.CKC003, "cap_inheritable", caps.inheritable() & ~caps.bounding(),
                "inheritable capabilities outside the bounding set, which CRIU cannot restore", findings);
    }

    private static void within(Rule rule, String field, long beyond, String message, CredFindings findings) {
        if (beyond != 0) {
            findings.report(rule, field, String.format("0x%016x too many", beyond), message);
        }
    }

    /** The kernel of a CRIU set is not known, but none has capabilities without a name. */
    static void named(Cred cred, long known, CredFindings findings) {
        Cred.Caps caps = cred.caps();
        named("cap_inheritable", caps.inheritable(), known, findings);
        named("cap_permitted", caps.permitted(), known, findings);
        named("cap_effective", caps.effective(), known, findings);
        named("cap_bounding", caps.bounding(), known, findings);
        named("cap_ambient", cred.ambient(), known, findings);
    }

    private static void named(String field, long set, long known, CredFindings findings) {
        if ((set & ~known) != 0 && set != -1) {
            findings.report(Rule.CKV007, field, String.format("0x%016x", set),
                    "capabilities that no kernel has");
        }
    }
}
