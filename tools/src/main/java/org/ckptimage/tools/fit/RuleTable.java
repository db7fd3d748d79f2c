// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import java.util.Map;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.restart.planner.Remark.Weight;

/** Which rule is broken by a step that is denied, and by a remark of the planner. */
final class RuleTable {
    private static final Map<String, Rule> FIELDS_OF_STEPS = Map.ofEntries(
            Map.entry("vpid", Rule.CKH009), Map.entry("uid", Rule.CKH001), Map.entry("cuid", Rule.CKH001),
            Map.entry("creator_ref", Rule.CKH001), Map.entry("gid", Rule.CKH002),
            Map.entry("cgid", Rule.CKH002), Map.entry("creator_gid", Rule.CKH002),
            Map.entry("groups", Rule.CKH002), Map.entry("gid_map", Rule.CKH002),
            Map.entry("cap_b", Rule.CKH003), Map.entry("securebits", Rule.CKH003),
            Map.entry("cap_p", Rule.CKH004), Map.entry("cap_i", Rule.CKH004),
            Map.entry("ambient", Rule.CKH008));
    private static final Map<String, Rule> FIELDS_OF_REFUSALS = Map.ofEntries(
            Map.entry("arch", Rule.CKH011), Map.entry("cap_e", Rule.CKH006),
            Map.entry("ngroups", Rule.CKH007), Map.entry("depth", Rule.CKH014),
            Map.entry("max_user_namespaces", Rule.CKH013),
            Map.entry("apparmor_restrict_unprivileged_userns", Rule.CKH013),
            Map.entry("setgroups", Rule.CKU007), Map.entry("no_new_privs", Rule.CKH020));
    private static final Set<String> IDS = Set.of("uid", "euid", "suid", "fsuid", "gid", "egid", "sgid",
            "fsgid", "groups");
    private static final long SETUID = 1L << Capability.CAP_SETUID.ordinal();
    private static final long SETPCAP = 1L << Capability.CAP_SETPCAP.ordinal();

    private RuleTable() {}

    /** The rule of a step; no capability helps with one that needs none. */
    static Rule of(Step step) {
        if (step.needed() == 0) {
            return step.field().equals("groups") ? Rule.CKU007 : Rule.CKH008;
        }
        if (step.field().equals("uid_map")) {
            return step.needed() == SETUID ? Rule.CKH001 : Rule.CKH017;
        }
        if (step.field().equals("cap_i") && step.needed() == SETPCAP) {
            return Rule.CKH003;
        }
        return FIELDS_OF_STEPS.getOrDefault(step.field(), Rule.CKH017);
    }

    /** The rule of a remark. */
    static Rule of(Remark remark) {
        if (remark.weight() == Weight.WARNING) {
            return switch (remark.field()) {
                case "cap_b" -> Rule.CKH005;
                case "kernel" -> Rule.CKH012;
                case "criu" -> Rule.CKH016;
                default -> Rule.CKH019;
            };
        }
        if (remark.field().equals("vpid") && remark.recordType().equals("task")) {
            return remark.message().startsWith("it keeps pid ") ? Rule.CKH010 : Rule.CKH018;
        }
        if (remark.recordType().equals("user_ns") && (remark.field().endsWith("_map")
                || remark.field().equals("creator_ref") && remark.message().contains("is not mapped"))) {
            return Rule.CKU005;
        }
        if (IDS.contains(remark.field()) && remark.message().contains("is not mapped")) {
            return remark.message().endsWith("of the caller") ? Rule.CKU005 : Rule.CKU003;
        }
        return FIELDS_OF_REFUSALS.getOrDefault(remark.field(), Rule.CKH018);
    }
}
