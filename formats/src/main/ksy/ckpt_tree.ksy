# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_tree
  title: Pid objects and process tree
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Which tasks there are: pid objects, the tree of processes, pids of nested namespaces. Types are read one
  record at a time; the root reads nothing.
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
  ckpt_hdr_pids:
    -struct: ckpt_hdr_pids
    -since: 20110125
    doc: >-
      Start of the section of pid objects. A BUFFER of 8 * nr_pids + 4 * nr_vpids bytes with that many
      ckpt_pids entries follows.
    doc-ref: struct ckpt_hdr_pids, checkpoint_hdr.h, v23-rc1-pids-2011-01-25 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_pids
        type: u4
        doc: Number of pid objects, at least 1.
      - id: nr_vpids
        type: u4
        doc: Numbers beyond the first of each pid object, all objects together.
      - id: offset
        type: u4
        -display: ref
        doc: >-
          Id of the first pid object: the tag of the i-th entry (from 0) is offset + i, before 20110416
          offset + i + 1.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_pids_v18:
    -struct: ckpt_pids
    -until: 20110110
    doc: >-
      Entry of the task array after TREE. Numbers are as the root task sees them, 0 for what is outside
      its pid namespace.
    doc-ref: struct ckpt_pids, checkpoint_hdr.h, v18-2009-10 to v23-rc1-2011-01-10
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: vpid
        type: s4
        doc: Thread id; 0 is invalid.
      - id: vppid
        type: s4
        doc: Process id of the real parent.
      - id: vtgid
        type: s4
        doc: Process id (of the thread group); 0 is invalid.
      - id: vpgid
        type: s4
        doc: Process group; 0 if it is in an outer namespace.
      - id: vsid
        type: s4
        doc: Session; 0 if it is in an outer namespace.
      - id: rsid
        type: s4
        if: version == 20100323
        doc: Session as the outer namespace sees it; only this layout has it.
      - id: depth
        type: s4
        if: version >= 20100323
        doc: >-
          Levels of pid namespaces between this task and the root task. That many further numbers
          stand in the BUFFER of nested pids.
      - id: pad0
        size: 4
        if: version <= 20100323
        -padding: true
        doc: Alignment, zero.
  ckpt_pids:
    -struct: ckpt_pids
    -since: 20110125
    doc: >-
      One pid object of the PIDS section, of variable size. Its declared size has one number; depth + 1
      are there.
    doc-ref: struct ckpt_pids, checkpoint_hdr.h, v23-rc1-pids-2011-01-25 to v23-samsung
    seq:
      - id: depth
        type: u4
        doc: Levels of pid namespaces below the outermost one.
      - id: numbers
        type: s4
        repeat: expr
        repeat-expr: depth + 1
        -count: 1
        doc: The number at each level, outermost first.
  ckpt_task_pids:
    -struct: ckpt_task_pids
    -since: 20110125
    doc: >-
      Entry of the task array after TREE. Values are tags of pid objects, -4096 for none, -4097 for that
      of the root task.
    doc-ref: struct ckpt_task_pids, checkpoint_hdr.h, v23-rc1-pids-2011-01-25 to v23-samsung
    seq:
      - id: vpid
        type: s4
        -display: ref
        doc: Tag of the thread id.
      - id: vppid
        type: s4
        -display: ref
        doc: Tag of the process id of the real parent.
      - id: vtgid
        type: s4
        -display: ref
        doc: Tag of the process id (of the thread group).
      - id: vpgid
        type: s4
        -display: ref
        doc: Tag of the process group.
      - id: vsid
        type: s4
        -display: ref
        doc: Tag of the session.
      - id: depth
        type: u4
        doc: Levels of pid namespaces between this task and the root task.
  ckpt_hdr_tree_v18:
    -struct: ckpt_hdr_tree
    -until: 20110110
    doc: >-
      Start of the process tree. A BUFFER with one entry per task follows: a task, then its children,
      depth first.
    doc-ref: struct ckpt_hdr_tree, checkpoint_hdr.h, v18-2009-10 to v23-rc1-2011-01-10
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_tasks
        type: s4
        doc: "Number of tasks; 0 or less: EINVAL."
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_tree:
    -struct: ckpt_hdr_tree
    -since: 20110125
    doc: >-
      Start of the process tree. A BUFFER with one entry per task follows: a task, then its children,
      depth first.
    doc-ref: struct ckpt_hdr_tree, checkpoint_hdr.h, v23-rc1-pids-2011-01-25 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_tasks
        type: u4
        doc: "Number of tasks; 0: EINVAL."
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_vpids:
    -struct: ckpt_hdr_vpids
    -since: 20100323
    -until: 20100330
    doc: >-
      Number of pids in nested namespaces. If it is not 0, a BUFFER with the numbers follows, four bytes
      each.
    doc-ref: struct ckpt_hdr_vpids, checkpoint_hdr.h, v20-pidns-dev-2010-03-23 to v20-netns-dev-2010-03-30a
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_vpids
        type: s4
        doc: Numbers in the BUFFER, all tasks together.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
