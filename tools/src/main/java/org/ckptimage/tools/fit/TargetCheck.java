// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import java.util.OptionalLong;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.restart.host.HostPlanner;
import org.ckptimage.restart.host.MinimalCaps;
import org.ckptimage.restart.host.ShiftedMap;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.tools.input.ModelCheck;

/** Judges images for one target. The verdict is that of {@code restart --dry-run}. */
public final class TargetCheck implements ModelCheck {
    private final HostPlanner planner;

    /** @param planner plans for the target */
    public TargetCheck(HostPlanner planner) {
        this.planner = planner;
    }

    @Override
    public void check(Image image, Resources resources, String name, FindingSink findings) {
        Planned planned = planner.plan(image, resources);
        Places places = new Places(image, name);
        new PlannedFindings(planned, planner.host().caller(), places, findings).report();
        if (image.criu().isPresent()) {
            keptGroups(image, places, findings);
        }
        OptionalLong caps = MinimalCaps.of(planner, image, resources);
        if (caps.isPresent()) {
            long missing = caps.getAsLong() & ~planner.host().caller().caps().permitted();
            findings.report(places.finding(Rule.CKH015, Places.IMAGE, "a caller with uid "
                    + planner.host().caller().users().effective() + " can restart it with "
                    + SetText.of(caps.getAsLong()) + (missing == 0 ? "" : ", of which this one lacks "
                    + SetText.of(missing))));
        }
        if (planned.refusals().stream().anyMatch(TargetCheck::ofMaps)) {
            shift(image, resources, places, findings);
        }
    }

    private static boolean ofMaps(Remark remark) {
        return RuleTable.of(remark) == Rule.CKU005;
    }

    private void shift(Image image, Resources resources, Places places, FindingSink findings) {
        OptionalLong base = ShiftedMap.base(planner, image, resources);
        if (base.isPresent()) {
            findings.report(places.finding(Rule.CKU010, Places.IMAGE, "it can be restarted with --userns-map"
                    + " base:" + base.getAsLong()));
        }
    }

    /** Where a task has no groups CRIU does not call setgroups(2), so it has those of CRIU. */
    private void keptGroups(Image image, Places places, FindingSink findings) {
        if (planner.host().caller().groupinfo().size() == 0) {
            return;
        }
        for (Cred cred : image.creds()) {
            boolean outermost = places.space(cred).map(UserNs::creatorRef).orElse(0) == 0;
            if (outermost && places.groups(cred).size() == 0) {
                Finding warning = places.finding(Rule.CKC011, new Places.Place("cred", cred.objref(),
                        "groups"), "it has no groups, and CRIU would leave it those of the caller, "
                                + planner.host().caller().groupinfo().ids());
                findings.report(new Finding(warning.rule(), Severity.ERROR, warning.where(), "", "",
                        warning.message()));
            }
        }
    }
}
