// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.judge.CapabilityText;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.space.Spaces;
import org.ckptimage.codec.space.Standing;

/** Holds the creds of an image against what a policy allows. */
public final class PolicyCheck {
    private final Image image;
    private final String name;
    private final Policy policy;
    private final FindingSink findings;
    private final ObjectIndex index;
    private final Spaces spaces;

    private PolicyCheck(Image image, String name, Policy policy, FindingSink findings) {
        this.image = image;
        this.name = name;
        this.policy = policy;
        this.findings = findings;
        this.index = new ObjectIndex(image);
        this.spaces = new Spaces(image, index);
    }

    /** @param name what the image is called in findings */
    public static void check(Image image, String name, Policy policy, FindingSink findings) {
        PolicyCheck check = new PolicyCheck(image, name, policy, findings);
        image.creds().forEach(check::cred);
    }

    private void cred(Cred cred) {
        Standing standing = spaces.standing(index.userNsRef(cred));
        OptionalLong allowed = standing.host() ? policy.initial() : policy.nested();
        if (allowed.isPresent()) {
            String where = standing.host() ? " in the initial user namespace" : " in this user namespace";
            capabilities(cred, "cap_permitted", cred.caps().permitted() & ~allowed.getAsLong(), where);
            long rest = cred.caps().effective() & ~cred.caps().permitted();
            capabilities(cred, "cap_effective", rest & ~allowed.getAsLong(), where);
            rest = cred.ambient() & ~cred.caps().permitted();
            capabilities(cred, "cap_ambient", rest & ~allowed.getAsLong(), where);
        }
        if (!policy.deniedGroups().isEmpty()) {
            groups(cred);
        }
    }

    /** Each group is told once, of the first field that has it. */
    private void groups(Cred cred) {
        Map<Long, String> fields = new LinkedHashMap<>();
        fields.put(cred.groups().real(), "gid");
        fields.putIfAbsent(cred.groups().effective(), "egid");
        fields.putIfAbsent(cred.groups().saved(), "sgid");
        fields.putIfAbsent(cred.groups().filesystem(), "fsgid");
        index.groups(cred).ids().forEach(gid -> fields.putIfAbsent(gid, "groups"));
        fields.forEach((gid, field) -> group(cred, field, gid));
    }

    /** Old kernels set bits that have no capability; those give no power. */
    private void capabilities(Cred cred, String field, long surplus, String where) {
        if ((surplus & Capability.NAMED) != 0) {
            report(Rule.CKC023, cred, field, CapabilityText.names(surplus),
                    "the policy does not allow these capabilities" + where);
        }
    }

    private void group(Cred cred, String field, long gid) {
        int space = index.userNsRef(cred);
        OptionalLong host = spaces.known(space) ? spaces.gid(space, gid) : OptionalLong.of(gid);
        if (host.isPresent() && policy.deniedGroups().contains(host.getAsLong())) {
            boolean same = host.getAsLong() == gid;
            report(Rule.CKC024, cred, field, Long.toString(gid), "the policy denies this group"
                    + (same ? "" : ", " + host.getAsLong() + " on the host"));
        }
    }

    private void report(Rule rule, Cred cred, String field, String got, String message) {
        String file = image.criu().map(CriuSet::credSources).map(sources -> sources.get(cred.objref()))
                .orElse(name);
        Location where = new Location(file, cred.offset(), "CRED", cred.objref(), field);
        findings.report(new Finding(rule, where, got, "", message));
    }
}
