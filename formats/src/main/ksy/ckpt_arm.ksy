# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_arm
  title: Processor state of arm
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Records of the arm architecture, from June 2010 on. Types are read one record at a time; the root reads
  nothing.
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
  ckpt_hdr_header_arch:
    -struct: ckpt_hdr_header_arch
    -since: 20100617
    -abi: [arm]
    doc: Properties of the processor and kernel.
    doc-ref: struct ckpt_hdr_header_arch, asm/checkpoint_hdr.h, v21-arm-2010-06-17 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: cpu_architecture
        type: u4
        doc: Architecture level of the processor.
      - id: mmu
        type: u1
        doc: "1 if the kernel uses a memory management unit."
      - id: aeabi
        type: u1
        doc: "1 if the kernel has the embedded ABI."
      - id: oabi_compat
        type: u1
        doc: "1 if the kernel also runs programs of the old ABI."
      - id: pad0
        size: 1
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_thread:
    -struct: ckpt_hdr_thread
    -since: 20100617
    -abi: [arm]
    doc: Thread state.
    doc-ref: struct ckpt_hdr_thread, asm/checkpoint_hdr.h, v21-arm-2010-06-17 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: syscall
        type: u4
        doc: Number of the interrupted system call.
      - id: tp_value
        type: u4
        -display: hex
        doc: Thread pointer.
      - id: thumbee_state
        type: u4
        -display: hex
        doc: Base register of ThumbEE handlers.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_cpu:
    -struct: ckpt_hdr_cpu
    -since: 20100617
    -abi: [arm]
    doc: Registers.
    doc-ref: struct ckpt_hdr_cpu, asm/checkpoint_hdr.h, v21-arm-2010-06-17 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: uregs
        type: u4
        repeat: expr
        repeat-expr: 18
        -display: hex
        doc: r0 to r15, status register, r0 before the system call.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_mm_context:
    -struct: ckpt_hdr_mm_context
    -since: 20100617
    -abi: [arm]
    doc: Architecture part of an address space.
    doc-ref: struct ckpt_hdr_mm_context, asm/checkpoint_hdr.h, v21-arm-2010-06-17 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: end_brk
        type: u4
        -display: hex
        doc: End of the heap at start of the program.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
