# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_cred
  title: Credentials, groups, users, user namespaces
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Who a task is: credentials and the objects that they refer to. Types are read one record at a time; the
  root reads nothing.
doc-ref: SPEC.md
params:
  - id: is_be
    type: bool
    doc: True if the image is big-endian.
  - id: version
    type: s4
    doc: Stamp of the layout, its date as yyyymmdd; 20100331 for the second layout of 30 March 2010.
  - id: abi
    type: s4
    doc: "Number of the ABI: 1 x86_64, 2 x86_32, 3 s390x, 4 arm, 5 ppc32, 6 ppc64."
types:
  ckpt_hdr:
    doc: Header of every record; its layout is exported by ckpt_header.ksy.
    doc-ref: struct ckpt_hdr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: type
        type: u4
        doc: Kind of record; the number depends on the version of the layout.
      - id: len
        type: u4
        doc: Bytes of the whole record, these eight included; less than 8 is invalid.
  ckpt_capabilities:
    -struct: ckpt_capabilities
    doc: >-
      Capability sets and securebits, embedded in CRED; never a record of its own. Word 0 holds
      capabilities 0 to 31, word 1 capabilities 32 to 63.
    doc-ref: struct ckpt_capabilities, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: cap_i_0
        type: u4
        -display: caps
        doc: Inheritable set, word 0.
      - id: cap_i_1
        type: u4
        -display: caps
        doc: Inheritable set, word 1.
      - id: cap_p_0
        type: u4
        -display: caps
        doc: Permitted set, word 0.
      - id: cap_p_1
        type: u4
        -display: caps
        doc: Permitted set, word 1.
      - id: cap_e_0
        type: u4
        -display: caps
        doc: "Effective set, word 0; not within the permitted set: EPERM."
      - id: cap_e_1
        type: u4
        -display: caps
        doc: Effective set, word 1; same rule.
      - id: cap_b_0
        type: u4
        -display: caps
        doc: Bounding set, word 0.
      - id: cap_b_1
        type: u4
        -display: caps
        doc: Bounding set, word 1.
      - id: securebits
        type: u4
        -display: flags
        doc: "Flags of prctl(PR_SET_SECUREBITS); bits outside of the known mask: EPERM."
      - id: padding
        type: u4
        doc: Zero; a field of the kernel struct.
  ckpt_hdr_task_creds:
    -struct: ckpt_hdr_task_creds
    doc: "Credentials of a task. Equal ids: both are one object."
    doc-ref: struct ckpt_hdr_task_creds, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: cred_ref
        type: s4
        -display: ref
        doc: Id of the CRED object with the real credentials (what others see).
      - id: ecred_ref
        type: s4
        -display: ref
        doc: Id of the CRED object with the effective credentials (what the task acts with).
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_cred_v14:
    -struct: ckpt_hdr_cred
    -until: 20090520
    doc: >-
      Credentials of the first series. A reconstruction: the members are supported by texts of the time,
      their order and the width of the sets are not.
    doc-ref: struct ckpt_hdr_cred, credentials series of 20 May 2009 (reconstruction)
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: version
        type: u4
        doc: "Version of this record, 1; another value: EINVAL."
      - id: uid
        type: u4
        doc: Real user id.
      - id: suid
        type: u4
        doc: Saved user id.
      - id: euid
        type: u4
        doc: Effective user id.
      - id: fsuid
        type: u4
        doc: User id for file access.
      - id: gid
        type: u4
        doc: Real group id.
      - id: sgid
        type: u4
        doc: Saved group id.
      - id: egid
        type: u4
        doc: Effective group id.
      - id: fsgid
        type: u4
        doc: Group id for file access.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: cap_i
        type: u8
        -display: caps
        doc: Inheritable set.
      - id: cap_p
        type: u8
        -display: caps
        doc: Permitted set.
      - id: cap_e
        type: u8
        -display: caps
        doc: Effective set.
      - id: cap_b
        type: u8
        -display: caps
        doc: Bounding set.
      - id: user_ref
        type: s4
        -display: ref
        doc: Id of the USER object.
      - id: groupinfo_ref
        type: s4
        -display: ref
        doc: Id of the GROUPINFO object.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_cred:
    -struct: ckpt_hdr_cred
    -since: 20090527
    doc: >-
      Credentials: ids, groups, capability sets. All ids are numbers of the user namespace that user_ref
      leads to.
    doc-ref: struct ckpt_hdr_cred, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: uid
        type: u4
        doc: Real user id; 0xffffffff is not an id (a restart would keep its own).
      - id: suid
        type: u4
        doc: Saved user id; same rule.
      - id: euid
        type: u4
        doc: Effective user id; same rule.
      - id: fsuid
        type: u4
        doc: User id for file access; same rule.
      - id: gid
        type: u4
        doc: Real group id; same rule.
      - id: sgid
        type: u4
        doc: Saved group id; same rule.
      - id: egid
        type: u4
        doc: Effective group id; same rule.
      - id: fsgid
        type: u4
        doc: Group id for file access; same rule.
      - id: user_ref
        type: s4
        -display: ref
        doc: Id of a USER object before this record, else EINVAL.
      - id: groupinfo_ref
        type: s4
        -display: ref
        doc: Id of a GROUPINFO object before this record, else EINVAL.
      - id: sec_ref
        type: s4
        if: version >= 20091111
        -display: ref
        doc: Id of the security label (ptrref of a SECURITY record); 0 for none.
      - id: pad0
        size: 4
        if: version >= 20091111
        -padding: true
        doc: Alignment, zero.
      - id: cap_s
        type: ckpt_capabilities
        doc: Capability sets and securebits.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_groupinfo:
    -struct: ckpt_hdr_groupinfo
    doc: Supplementary groups. The array starts within the struct, in its alignment gap.
    doc-ref: struct ckpt_hdr_groupinfo, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: ngroups
        type: u4
        doc: Number of ids, at most 65536 (15 in the layout of 20 May 2009).
      - id: groups
        type: u4
        repeat: expr
        # The cast keeps the spec compiler from proposing another name for the count.
        repeat-expr: ngroups.as<u4>
        doc: "Group ids in ascending order; not sorted or twice the same: EINVAL."
      - id: tail
        size-eos: true
        doc: "Four zero bytes: the record length counts the ids from offset 16, although they start at 12."
  ckpt_hdr_user_struct:
    -struct: ckpt_hdr_user_struct
    doc: A user within a user namespace (record USER).
    doc-ref: struct ckpt_hdr_user_struct, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: uid
        type: u4
        doc: User id; the restart takes that of the credentials and does not compare.
      - id: userns_ref
        type: s4
        -display: ref
        doc: Id of the USER_NS object that the user belongs to.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_user_ns:
    -struct: ckpt_hdr_user_ns
    doc: A user namespace.
    doc-ref: struct ckpt_hdr_user_ns, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: creator_ref
        type: s4
        -display: ref
        doc: Id of the USER object that made it; 0 for the namespace of the root task.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
