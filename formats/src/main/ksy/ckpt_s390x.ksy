# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_s390x
  title: Processor state of s390x
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: Records of the s390x architecture. Types are read one record at a time; the root reads nothing.
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
    -abi: [s390x]
    doc: Properties of the processor; none are saved.
    doc-ref: struct ckpt_hdr_header_arch, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_thread:
    -struct: ckpt_hdr_thread
    -since: 20100222
    -abi: [s390x]
    doc: Thread state.
    doc-ref: struct ckpt_hdr_thread, asm/checkpoint_hdr.h, v19-2010-02-22 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: thread_info_flags
        type: u8
        -display: flags
        doc: Flags of the thread.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_cpu:
    -struct: ckpt_hdr_cpu
    -abi: [s390x]
    doc: Registers and the state of single stepping.
    doc-ref: struct ckpt_hdr_cpu, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: args
        type: u8
        repeat: expr
        repeat-expr: 1
        -display: hex
        doc: First argument of the interrupted system call.
      - id: gprs
        type: u8
        repeat: expr
        repeat-expr: 16
        -display: hex
        doc: General registers.
      - id: orig_gpr2
        type: u8
        -display: hex
        doc: General register 2 before the system call.
      - id: svcnr
        type: u2
        doc: Number of the system call.
      - id: ilc
        type: u2
        doc: Bytes of the last instruction.
      - id: acrs
        type: u4
        repeat: expr
        repeat-expr: 16
        -display: hex
        doc: Access registers.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: ieee_instruction_pointer
        type: u8
        -display: hex
        doc: Address of the last floating point fault.
      - id: psw_t_mask
        type: u8
        -display: hex
        doc: Program status word, mask.
      - id: psw_t_addr
        type: u8
        -display: hex
        doc: Program status word, address.
      - id: fpc
        type: u4
        -display: hex
        doc: Floating point control register.
      - id: pad1
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: fprs
        type: u8
        repeat: expr
        repeat-expr: 16
        -display: hex
        doc: Floating point registers; in the kernel a union of integer, float, double and two halves.
      - id: per_control_regs
        type: u8
        repeat: expr
        repeat-expr: 3
        -display: hex
        doc: Control registers 9 to 11 of program event recording.
      - id: starting_addr
        type: u8
        -display: hex
        doc: First address that is watched.
      - id: ending_addr
        type: u8
        -display: hex
        doc: Last address that is watched.
      - id: address
        type: u8
        -display: hex
        doc: Address of the last event.
      - id: perc_atmid
        type: u2
        -display: hex
        doc: Code and mode of the last event.
      - id: access_id
        type: u1
        doc: Access register of the last event.
      - id: single_step
        type: u1
        -display: flags
        doc: "State of single stepping: bit of the mode."
      - id: instruction_fetch
        type: u1
        -display: flags
        doc: "State of single stepping: instruction fetch is watched."
      - id: pad2
        size: 3
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_mm_context:
    -struct: ckpt_hdr_mm_context
    -abi: [s390x]
    doc: Architecture part of an address space.
    doc-ref: struct ckpt_hdr_mm_context, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: vdso_base
        type: u8
        -display: hex
        doc: Address of the vdso.
      - id: noexec
        type: s4
        doc: "1 if data pages cannot be executed."
      - id: has_pgste
        type: s4
        doc: "1 if the page tables have room for a guest."
      - id: alloc_pgste
        type: s4
        doc: "1 if new page tables get that room."
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: asce_bits
        type: u8
        -display: flags
        doc: Bits of the address space control element.
      - id: asce_limit
        type: u8
        -display: hex
        doc: End of the address space.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
