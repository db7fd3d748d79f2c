# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_x86
  title: Processor state of x86_64 and x86_32
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Records of the x86 architecture; both word sizes share them. Types are read one record at a time; the root
  reads nothing.
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
    -abi: [x86_64, x86_32]
    doc: Properties of the processor; each must equal that of the restarting machine, else EINVAL.
    doc-ref: struct ckpt_hdr_header_arch, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: has_fxsr
        type: u2
        doc: "1 if the processor has FXSAVE."
      - id: has_xsave
        type: u2
        doc: "1 if the processor has XSAVE."
      - id: xstate_size
        type: u2
        doc: Bytes of the floating point state in CPU_FPU.
      - id: pading
        -orig-id: _pading
        type: u2
        doc: Zero; a field of the kernel struct, in its spelling.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_thread:
    -struct: ckpt_hdr_thread
    -abi: [x86_64, x86_32]
    doc: Thread state; sizeof_tls_array bytes of TLS descriptors follow within the record.
    doc-ref: struct ckpt_hdr_thread, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: sysenter_return
        type: u8
        if: version >= 20110105
        -display: hex
        doc: User address to which a 32-bit system call returns.
      - id: thread_info_flags
        type: u4
        -display: flags
        doc: Flags of the thread; those of seccomp and of the I/O bitmap must be clear.
      - id: gdt_entry_tls_entries
        type: u2
        doc: Number of TLS descriptors, 3.
      - id: sizeof_tls_array
        type: u2
        doc: Bytes of TLS descriptors, 24.
      - id: tail
        size-eos: true
        doc: "TLS descriptors, eight bytes each: null, or of level 3, not system, not 64-bit code."
  ckpt_hdr_cpu:
    -struct: ckpt_hdr_cpu
    -abi: [x86_64, x86_32]
    doc: >-
      Registers. CPU_FPU follows if used_math is set. Segments are encoded: 0 null, 1 and 2 code and
      data of 32-bit tasks, 3 and 4 of 64-bit tasks, 0x4000 + n TLS slot, 0x8000 + n LDT entry.
    doc-ref: struct ckpt_hdr_cpu, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: r15
        type: u8
        -display: hex
        doc: Register r15; 64-bit tasks only.
      - id: r14
        type: u8
        -display: hex
        doc: Register r14; 64-bit tasks only.
      - id: r13
        type: u8
        -display: hex
        doc: Register r13; 64-bit tasks only.
      - id: r12
        type: u8
        -display: hex
        doc: Register r12; 64-bit tasks only.
      - id: bp
        type: u8
        -display: hex
        doc: Frame pointer.
      - id: bx
        type: u8
        -display: hex
        doc: Register bx.
      - id: r11
        type: u8
        -display: hex
        doc: Register r11; 64-bit tasks only.
      - id: r10
        type: u8
        -display: hex
        doc: Register r10; 64-bit tasks only.
      - id: r9
        type: u8
        -display: hex
        doc: Register r9; 64-bit tasks only.
      - id: r8
        type: u8
        -display: hex
        doc: Register r8; 64-bit tasks only.
      - id: ax
        type: u8
        -display: hex
        doc: Register ax, result of the system call.
      - id: cx
        type: u8
        -display: hex
        doc: Register cx.
      - id: dx
        type: u8
        -display: hex
        doc: Register dx.
      - id: si
        type: u8
        -display: hex
        doc: Register si.
      - id: di
        type: u8
        -display: hex
        doc: Register di.
      - id: orig_ax
        type: u8
        -display: hex
        doc: Number of the interrupted system call; -1 for none.
      - id: ip
        type: u8
        -display: hex
        doc: Instruction pointer.
      - id: sp
        type: u8
        -display: hex
        doc: Stack pointer.
      - id: flags
        type: u8
        -display: flags
        doc: >-
          Processor flags; only arithmetic, direction, trap, nesting, alignment, id and resume bits
          may vary, the rest must be 0x202, else EINVAL.
      - id: fs
        type: u8
        -display: hex
        doc: Base address of fs.
      - id: gs
        type: u8
        -display: hex
        doc: Base address of gs.
      - id: fsindex
        type: u2
        -display: hex
        doc: Segment fs, encoded.
      - id: gsindex
        type: u2
        -display: hex
        doc: Segment gs, encoded.
      - id: cs
        type: u2
        -display: hex
        doc: "Segment cs, encoded; null: EINVAL."
      - id: ss
        type: u2
        -display: hex
        doc: Segment ss, encoded.
      - id: ds
        type: u2
        -display: hex
        doc: Segment ds, encoded.
      - id: es
        type: u2
        -display: hex
        doc: Segment es, encoded.
      - id: used_math
        type: u4
        doc: "1 if the task has used floating point; CPU_FPU follows."
      - id: debugreg0
        type: u8
        if: version <= 20091206
        -display: hex
        doc: Debug register 0, address of a breakpoint.
      - id: debugreg1
        type: u8
        if: version <= 20091206
        -display: hex
        doc: Debug register 1, address of a breakpoint.
      - id: debugreg2
        type: u8
        if: version <= 20091206
        -display: hex
        doc: Debug register 2, address of a breakpoint.
      - id: debugreg3
        type: u8
        if: version <= 20091206
        -display: hex
        doc: Debug register 3, address of a breakpoint.
      - id: debugreg6
        type: u8
        if: version <= 20091206
        -display: flags
        doc: Debug register 6, status.
      - id: debugreg7
        type: u8
        if: version <= 20091206
        -display: flags
        doc: Debug register 7, control.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_mm_context:
    -struct: ckpt_hdr_mm_context
    -abi: [x86_64, x86_32]
    doc: Architecture part of an address space; MM_CONTEXT_LDT always follows.
    doc-ref: struct ckpt_hdr_mm_context, asm/checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: vdso
        type: u8
        -display: hex
        doc: Address of the vdso page.
      - id: ldt_entry_size
        type: u4
        doc: Bytes of a local descriptor, 8.
      - id: nldt
        type: u4
        doc: Number of local descriptors.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
