// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/** Who a cred is: its user and group ids. */
final class IdRules {
    private IdRules() {}

    static void check(Subject who, CredFindings found) {
        Cred.Ids users = who.cred().users();
        Cred.Ids groups = who.cred().groups();
        if (who.rootLeft()) {
            boolean real = users.real() == 0;
            found.report(Rule.CKC005, real ? "uid" : "suid", "0", "uid 0 is left beside euid "
                    + users.effective() + ": the task can become root again");
        }
        if (who.filesystemIds()) {
            boolean user = users.filesystem() != users.effective();
            found.report(Rule.CKC013, user ? "fsuid" : "fsgid",
                    Long.toString(user ? users.filesystem() : groups.filesystem()),
                    "files are reached as another " + (user ? "user" : "group") + " than the effective one, "
                            + (user ? users.effective() : groups.effective()));
        }
        if (who.inRootGroup()) {
            found.report(Rule.CKC012, "groups", "0", "in the group of root without being root");
        }
        // who may override permissions cannot be kept out by those of a group
        if (who.groups().isPresent() && !Capability.CAP_DAC_OVERRIDE.in(who.cred().caps().effective())) {
            membership(groups, who.groups().get(), found);
        }
    }

    /** A file that its group may not read can be read by who can leave that group. */
    private static void membership(Cred.Ids groups, GroupList supplementary, CredFindings found) {
        boolean effective = !supplementary.ids().contains(groups.effective());
        if (effective || !supplementary.ids().contains(groups.real())) {
            found.report(Rule.CKC010, effective ? "egid" : "gid",
                    Long.toString(effective ? groups.effective() : groups.real()),
                    "the group is not among the supplementary ones: a change of gid leaves it");
        }
    }
}
