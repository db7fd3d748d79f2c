// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.GroupList;

/** What CRIU makes of a list of supplementary groups. */
final class GroupRules {
    private GroupRules() {}

    static void check(GroupList groups, CredFindings findings) {
        if (groups.size() == 0) {
            findings.report(Rule.CKC011, "groups", "",
                    "the list of groups is empty: a restore leaves the task the groups of CRIU itself");
        }
        boolean falling = false;
        boolean twice = false;
        for (int i = 1; i < groups.size(); i++) {
            falling |= groups.get(i) < groups.get(i - 1);
            twice |= groups.get(i) == groups.get(i - 1);
        }
        if (falling) {
            findings.report(Rule.CKV004, "groups", "", "groups are not in ascending order");
        }
        if (twice) {
            findings.report(Rule.CKV005, "groups", "", "a group is listed twice");
        }
    }
}
