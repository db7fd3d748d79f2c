# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_ext
  title: Extension records of this project
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Records of this project, types 8001 to 8003, for state that the historic format lacks. They were never
  written by a kernel. Types are read one record at a time; the root reads nothing.
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
  ckpt_ext_extent:
    -struct: ckpt_ext_extent
    -since: 20091003
    doc: One range of an id map.
    doc-ref: SPEC.md, extension records
    seq:
      - id: first
        type: u4
        doc: First id within the namespace.
      - id: lower_first
        type: u4
        doc: First id outside it, in the parent namespace.
      - id: count
        type: u4
        doc: Number of ids in the range, at least 1.
  ckpt_ext_user_ns_map:
    -struct: ckpt_ext_user_ns_map
    -since: 20091003
    doc: >-
      Id maps of a user namespace (record EXT_USER_NS_MAP). Record length: 24 + 12 * (nr_uid + nr_gid),
      rounded up to 8.
    doc-ref: SPEC.md, extension records
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: user_ns_ref
        type: s4
        -display: ref
        doc: Id of the USER_NS object that the maps belong to.
      - id: setgroups
        type: u4
        doc: "Whether setgroups() is allowed: 0 deny, 1 allow, 2 unknown."
      - id: nr_uid
        type: u4
        doc: Number of extents of the user id map.
      - id: nr_gid
        type: u4
        doc: Number of extents of the group id map.
      - id: extents
        type: ckpt_ext_extent
        repeat: expr
        repeat-expr: nr_uid + nr_gid
        doc: "Extents: first all of the user id map, then all of the group id map."
      - id: tail
        size-eos: true
        doc: >-
          Four zero bytes if the number of extents is odd, so that the record length is a multiple
          of 8; else empty.
  ckpt_ext_cred:
    -struct: ckpt_ext_cred
    -since: 20091003
    doc: State of credentials that later kernels have (record EXT_CRED).
    doc-ref: SPEC.md, extension records
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: cred_ref
        type: s4
        -display: ref
        doc: Id of the CRED object that this belongs to.
      - id: no_new_privs
        type: u4
        doc: "1 if exec() cannot add rights, 0 if it can, 2 if unknown."
      - id: cap_a_0
        type: u4
        -display: caps
        doc: Ambient set, word 0.
      - id: cap_a_1
        type: u4
        -display: caps
        doc: Ambient set, word 1.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_ext_task:
    -struct: ckpt_ext_task
    -since: 20091003
    doc: State of a task that later kernels have (record EXT_TASK).
    doc-ref: SPEC.md, extension records
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: task_index
        type: u4
        doc: Position of the task in the TREE array, from 0.
      - id: seccomp_mode
        type: u4
        doc: "0 off, 1 strict, 2 filter, 0xffffffff unknown."
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
