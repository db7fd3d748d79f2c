// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;

/**
 * What a user asks of images.
 *
 * @param severities weights other than those of the rules
 * @param initial capabilities allowed in the initial user namespace, bit n for capability n; empty for all
 * @param nested the same for all other user namespaces
 * @param deniedGroups groups, by their number on the host, that no task may be in
 * @param mounts paths of the host that a container may have mounted, with all below them
 * @param waivers findings that do not count
 */
public record Policy(Map<Rule, Severity> severities, OptionalLong initial, OptionalLong nested,
        Set<Long> deniedGroups, List<String> mounts, List<Waiver> waivers) {
    public Policy {
        severities = Map.copyOf(severities);
        deniedGroups = Set.copyOf(deniedGroups);
        mounts = List.copyOf(mounts);
        waivers = List.copyOf(waivers);
    }

    /** The same policy with more waivers. */
    public Policy waiving(List<Waiver> more) {
        List<Waiver> all = new ArrayList<>(waivers);
        all.addAll(more);
        return new Policy(severities, initial, nested, deniedGroups, mounts, all);
    }

    /** True if a finding is about a mount that the policy allows. */
    public boolean allows(Finding finding) {
        String path = finding.got();
        return finding.rule() == Rule.CKA004 && !(path + "/").contains("/../")
                && mounts.stream().anyMatch(mount -> path.equals(mount) || path.startsWith(mount + "/"));
    }

    /** The rules as they are. */
    public static Policy none() {
        return new Policy(Map.of(), OptionalLong.empty(), OptionalLong.empty(), Set.of(), List.of(),
                List.of());
    }

    /** The weight of a finding. */
    public Severity severity(Finding finding) {
        return severities.getOrDefault(finding.rule(), finding.severity());
    }

    /**
     * The first waiver that is about a finding.
     *
     * @param subject what the output names the subject of the finding
     * @param which the waivers to look among
     */
    public Optional<Waiver> waiver(Finding finding, String subject, Predicate<Waiver> which) {
        return waivers.stream().filter(which).filter(waiver -> waiver.covers(finding, subject)).findFirst();
    }
}
