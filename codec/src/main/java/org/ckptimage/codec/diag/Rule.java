// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

import static org.ckptimage.codec.diag.Severity.ERROR;
import static org.ckptimage.codec.diag.Severity.INFO;
import static org.ckptimage.codec.diag.Severity.WARNING;

/**
 * Catalogue of what can be wrong with an image. Ids are stable: never renumbered, never reused. RULES.md
 * explains each; a test keeps both equal. Rules about CRIU input (CKS013..CKS016, CKS020, CKR012, CKV012,
 * CKC011, CKC020, CKU011, CKU012, CKL008, CKL010, CKA) belong to the catalogue, but are not judged in streams
 * of Linux-CR records; those about a policy of the user (CKC023, CKC024), or about the machine and the caller
 * of a restart (CKH, CKU005, CKU007, CKU010), are judged by whoever has it.
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
    CKC004(WARNING, "permitted set exceeds the bounding one"),
    CKC005(WARNING, "not root, but uid 0 is left"),
    CKC006(WARNING, "effective capabilities without uid 0"),
    CKC007(WARNING, "capability that rules the host"),
    CKC008(WARNING, "full bounding set without no_new_privs"),
    CKC009(WARNING, "ambient capabilities"),
    CKC010(WARNING, "gid or egid not among the supplementary groups"),
    CKC011(WARNING, "empty list of groups, which CRIU does not restore"),
    CKC012(WARNING, "group of root without uid 0"),
    CKC013(WARNING, "fsuid or fsgid differs from the effective id"),
    CKC014(INFO, "securebits other than the usual"),
    CKC015(WARNING, "task acts with other credentials than its own"),
    CKC016(WARNING, "threads of one process with different credentials"),
    CKC017(WARNING, "child more privileged than its parent"),
    CKC018(INFO, "no_new_privs of the parent missing in the child"),
    CKC019(WARNING, "no seccomp filter beside siblings that have one"),
    CKC020(ERROR, "credentials exceed those of the container's configuration"),
    CKC021(WARNING, "open file with more power than any task"),
    CKC022(INFO, "distinct identities in the image"),
    CKC023(ERROR, "capability that the policy does not allow"),
    CKC024(ERROR, "group that the policy denies"),

    CKU001(ERROR, "extents of an id map overlap"),
    CKU002(ERROR, "extent of an id map out of range, or too many of them"),
    CKU003(ERROR, "id not covered by the map of its user namespace"),
    CKU004(WARNING, "id 0 inside is id 0 outside"),
    CKU005(ERROR, "ids outside of the caller's user namespace"),
    CKU006(WARNING, "only one of the two id maps"),
    CKU007(ERROR, "setgroups denied where the groups differ"),
    CKU010(INFO, "another id map would make the image restorable"),
    CKU011(ERROR, "user namespace without pid and mount namespaces of its own"),
    CKU012(ERROR, "processes of one set in different user namespaces"),

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
    CKH020(ERROR, "no_new_privs of the caller, which the cred has not"),

    CKL003(WARNING, "unconfined label"),
    CKL004(WARNING, "several labels in one image"),
    CKL007(WARNING, "task in strict seccomp mode"),
    CKL008(WARNING, "label for new sockets"),
    CKL009(WARNING, "seccomp filter without no_new_privs"),
    CKL010(ERROR, "label without a security module"),

    CKE001(INFO, "creds shared by tasks"),
    CKE002(WARNING, "equal creds under different objrefs"),
    CKE003(WARNING, "equal groups under different objrefs"),
    CKE004(INFO, "credentials fill the image"),
    CKE005(WARNING, "equal user namespaces under different objrefs"),

    CKA001(ERROR, "unsafe name of an archive entry"),
    CKA002(ERROR, "link, device or sparse file in the archive"),
    CKA003(ERROR, "archive over its decompression or memory budget"),
    CKA004(ERROR, "bind mount of a path of the host"),
    CKA005(ERROR, "annotation that injects devices"),
    CKA006(WARNING, "image named by a local tag without digest"),
    CKA007(WARNING, "spec.dump and config.dump disagree"),
    CKA008(WARNING, "archive without signature"),
    CKA009(INFO, "engine and runtime"),
    CKA010(WARNING, "checkpoint of a restored container"),
    CKA011(ERROR, "file is not the JSON expected");

    private final Severity severity;
    private final String title;

    Rule(Severity severity, String title) {
        this.severity = severity;
        this.title = title;
    }

    /** Weight of the rule, unless a finding says another. */
    public Severity severity() {
        return severity;
    }

    /** What the rule is about. */
    public Category category() {
        return Category.of(this);
    }

    /** True if it is judged only where a restart is meant to happen: on a machine, and by a caller. */
    public boolean ofTarget() {
        return category() == Category.HOST || this == CKU005 || this == CKU007 || this == CKU010;
    }

    /** One line that names the problem. */
    public String title() {
        return title;
    }
}
