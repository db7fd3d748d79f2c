// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

import static org.ckptimage.codec.diag.Severity.ERROR;
import static org.ckptimage.codec.diag.Severity.INFO;
import static org.ckptimage.codec.diag.Severity.WARNING;

/**
 * Catalogue of what can be wrong with an image. Ids are stable: never renumbered, never reused. RULES.md
 * explains each; a test keeps both equal. Rules about CRIU input (CKS013..CKS016, CKS020, CKR012, CKV012,
 * CKC, CKU, CKL, CKA) belong to the catalogue, but are not judged in streams of Linux-CR records; those about
 * a policy of the user (CKC023, CKC024), or about the machine and the caller of a restart (CKH, CKU005,
 * CKU007, CKU010), are judged by whoever has it.
 */
public enum Rule {
    CKS001(ERROR, "not a checkpoint image"),
    CKS002(ERROR, "record length below 8 or beyond the input"),
    CKS003(ERROR, "record length differs from what its version says"),
    CKS004(ERROR, "tail record missing, wrong or not last"),
    CKS005(ERROR, "record length above the limit of its kind"),
    CKS006(WARNING, "slack inside a struct record"),
    CKS007(ERROR, "the checkpoint itself failed"),
    CKS008(WARNING, "unknown record type"),
    CKS009(ERROR, "record out of place"),
    CKS010(ERROR, "objects nested too deep"),
    CKS011(WARNING, "non-zero padding"),
    CKS012(ERROR, "unsupported version or flag"),
    CKS013(ERROR, "CRIU entry size wrong"),
    CKS014(ERROR, "CRIU file missing for a pid"),
    CKS015(WARNING, "CRIU file for a pid that is not in pstree"),
    CKS016(INFO, "unknown protobuf field"),
    CKS017(ERROR, "kernel constants differ from the format's"),
    CKS018(ERROR, "byte order or architecture invalid"),
    CKS019(ERROR, "text form does not follow its schema"),
    CKS020(ERROR, "CRIU message damaged or incomplete"),

    CKR001(ERROR, "objref not positive where an object is required"),
    CKR002(ERROR, "reference to an object not defined before"),
    CKR003(ERROR, "objref defined twice"),
    CKR004(ERROR, "object of the wrong type"),
    CKR005(WARNING, "object never referenced"),
    CKR006(ERROR, "cred without groupinfo or user"),
    CKR007(ERROR, "creator chain has a cycle"),
    CKR008(WARNING, "more than one user namespace without creator"),
    CKR009(WARNING, "uid of the user object differs from the uid of the cred"),
    CKR010(ERROR, "ppid, tgid, pgid or sid names no task"),
    CKR011(ERROR, "duplicate pid, or number of tasks wrong"),
    CKR012(ERROR, "CRIU user namespace missing"),

    CKV001(ERROR, "uid or gid 0xffffffff"),
    CKV002(WARNING, "overflow uid or gid 65534"),
    CKV003(ERROR, "ngroups above the limit or above what the record holds"),
    CKV004(WARNING, "groups not in ascending order"),
    CKV005(WARNING, "duplicate groups"),
    CKV006(ERROR, "undefined securebits"),
    CKV007(WARNING, "capability above the last one of the image's kernel"),
    CKV008(ERROR, "capability array not exactly two words"),
    CKV009(ERROR, "value outside its valid set"),
    CKV010(WARNING, "string not NUL-terminated or with control characters"),
    CKV011(WARNING, "time of capture implausible"),
    CKV012(WARNING, "bounding set missing"),

    CKC001(ERROR, "effective set exceeds the permitted one"),
    CKC002(ERROR, "ambient set exceeds the permitted and inheritable ones"),
    CKC003(WARNING, "inheritable set exceeds the bounding one"),
    CKC011(WARNING, "empty list of groups, which CRIU does not restore"),
    CKC020(ERROR, "credentials exceed those of the container's configuration"),
    CKC023(ERROR, "capability that the policy does not allow"),
    CKC024(ERROR, "group that the policy denies"),

    CKU001(ERROR, "extents of an id map overlap"),
    CKU002(ERROR, "extent of an id map out of range, or too many of them"),
    CKU003(ERROR, "id not covered by the map of its user namespace"),

    CKU005(ERROR, "ids outside of the caller's user namespace"),
    CKU007(ERROR, "setgroups denied where the groups differ"),
    CKU010(INFO, "another id map would make the image restorable"),

    CKH001(ERROR, "caller may not set user ids"),
    CKH002(ERROR, "caller may not set group ids or groups"),
    CKH003(ERROR, "caller may not narrow the bounding set or set securebits"),
    CKH004(ERROR, "cred holds capabilities that the caller lacks"),
    CKH005(WARNING, "bounding set wider than the one of the caller"),
    CKH006(ERROR, "effective capability that the target's kernel does not have"),
    CKH007(ERROR, "more groups than the target's kernel takes"),
    CKH008(ERROR, "securebits that the caller has locked otherwise"),
    CKH009(ERROR, "caller may not choose pids"),
    CKH010(ERROR, "pid taken, or above pid_max of the target"),
    CKH011(ERROR, "architecture differs from the target's"),
    CKH012(WARNING, "target's kernel older than the one of the image"),
    CKH013(ERROR, "user namespaces needed, and restricted on the target"),
    CKH014(ERROR, "user namespaces nested too deep for the target"),
    CKH015(INFO, "capabilities that a restart takes"),
    CKH016(WARNING, "target's CRIU older than the one of the image"),
    CKH017(ERROR, "caller lacks a capability for namespaces or IPC objects"),
    CKH018(ERROR, "a restart does not take the image"),
    CKH019(WARNING, "a restart leaves something out or changes it"),
    CKH020(ERROR, "CRIU would leave a task the groups of the caller"),
    CKH021(ERROR, "no_new_privs of the caller, which the cred has not"),

    CKL010(ERROR, "label without a security module"),

    CKA001(ERROR, "unsafe name of an archive entry"),
    CKA002(ERROR, "link, device or sparse file in the archive"),
    CKA003(ERROR, "archive over its decompression or memory budget"),
    CKA011(ERROR, "file is not the JSON expected");

    private final Severity severity;
    private final String title;

    Rule(Severity severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    /** Weight of the rule. */
    public Severity severity() {
        return severity;
    }

    /** One line that names the problem. */
    public String title() {
        return title;
    }
}
