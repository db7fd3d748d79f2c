# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_ns
  title: Namespaces
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Namespaces that tasks refer to. Types are read one record at a time; the root reads nothing.
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
  ckpt_hdr_ns_v16:
    -struct: ckpt_hdr_ns
    -until: 20090527
    doc: >-
      Set of namespaces with their contents: records of a namespace that appears for the first time
      follow without an OBJREF. For the layout of 20 May 2009 a reconstruction.
    doc-ref: struct ckpt_hdr_ns, posting of 27 May 2009
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: flags
        type: u4
        -display: flags
        doc: >-
          CLONE_NEWUTS and CLONE_NEWIPC bits: that namespace appears for the first time and its
          records follow.
      - id: uts_objref
        type: s4
        -display: ref
        doc: Id of the UTS namespace.
      - id: ipc_objref
        type: s4
        -display: ref
        doc: Id of the IPC namespace.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ns_v18:
    -struct: ckpt_hdr_ns
    -since: 20091003
    -until: 20091206
    doc: Set of namespaces of a task.
    doc-ref: struct ckpt_hdr_ns, checkpoint_hdr.h, v18-2009-10 to v19-rc2-x86_64-2009-12-06
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: uts_objref
        type: s4
        -display: ref
        doc: Id of the UTS namespace.
      - id: ipc_objref
        type: u4
        -display: ref
        doc: Id of the IPC namespace; unsigned in these layouts.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ns:
    -struct: ckpt_hdr_ns
    -since: 20100205
    doc: Set of namespaces of a task.
    doc-ref: struct ckpt_hdr_ns, checkpoint_hdr.h, v19-rc3 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: uts_objref
        type: s4
        -display: ref
        doc: Id of the UTS namespace; 0 keeps that of the caller.
      - id: ipc_objref
        type: s4
        -display: ref
        doc: Id of the IPC namespace; 0 keeps that of the caller.
      - id: net_objref
        type: s4
        if: version >= 20100330
        -display: ref
        doc: Id of the network namespace; 0 for none saved.
      - id: pad0
        size: 4
        if: version >= 20100330
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_utsns:
    -struct: ckpt_hdr_utsns
    doc: UTS namespace. All texts end with NUL and are filled up with NUL.
    doc-ref: struct ckpt_hdr_utsns, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: sysname
        size: 65
        -display: text
        doc: Name of the operating system.
      - id: nodename
        size: 65
        -display: text
        doc: Host name.
      - id: release
        size: 65
        -display: text
        doc: Kernel release.
      - id: version
        size: 65
        -display: text
        doc: Build text of the kernel.
      - id: machine
        size: 65
        -display: text
        doc: Name of the hardware.
      - id: domainname
        size: 65
        -display: text
        doc: NIS domain name.
      - id: pad0
        size: 2
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
