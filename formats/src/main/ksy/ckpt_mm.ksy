# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_mm
  title: Address spaces, mappings, pages
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Memory: an address space, its mappings and their pages. Types are read one record at a time; the root
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
  ckpt_hdr_mm:
    -struct: ckpt_hdr_mm
    doc: >-
      Address space. A BUFFER with the auxiliary vector, the mappings and the architecture's context
      follow.
    doc-ref: struct ckpt_hdr_mm, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: map_count
        type: u4
        doc: Number of VMA records that follow.
      - id: exe_objref
        type: s4
        -display: ref
        doc: Id of the FILE object of the executable; 0 for none.
      - id: def_flags
        type: u8
        -display: flags
        doc: Flags for new mappings; only VM_LOCKED (0x2000) may be set.
      - id: flags
        type: u8
        -display: flags
        doc: Flags of the address space; only the filter bits of core dumps may be set.
      - id: start_code
        type: u8
        -display: hex
        doc: "First address of the program text; above end_code: EINVAL."
      - id: end_code
        type: u8
        -display: hex
        doc: End of the program text.
      - id: start_data
        type: u8
        -display: hex
        doc: "First address of the initialized data; above end_data: EINVAL."
      - id: end_data
        type: u8
        -display: hex
        doc: End of the initialized data.
      - id: start_brk
        type: u8
        -display: hex
        doc: Start of the heap.
      - id: brk
        type: u8
        -display: hex
        doc: Current end of the heap.
      - id: start_stack
        type: u8
        -display: hex
        doc: Start of the stack.
      - id: arg_start
        type: u8
        -display: hex
        doc: First byte of the arguments.
      - id: arg_end
        type: u8
        -display: hex
        doc: End of the arguments.
      - id: env_start
        type: u8
        -display: hex
        doc: First byte of the environment.
      - id: env_end
        type: u8
        -display: hex
        doc: End of the environment.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_vma:
    -struct: ckpt_hdr_vma
    doc: One mapping. Page data follows for kinds 2, 3 and 4.
    doc-ref: struct ckpt_hdr_vma, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: vma_type
        type: u4
        doc: >-
          Kind: 1 vdso, 2 anonymous, 3 file, 4 shared anonymous, 5 the same once more, 6 shared
          file, 7 (never in an image), 8 shared SysV segment, from 20110416 on 9 huge pages, 10 the
          same once more; others: EINVAL.
      - id: vma_objref
        type: s4
        -display: ref
        doc: "Id of the mapped FILE object; 0 for none, negative: EINVAL."
      - id: ino_objref
        type: s4
        -display: ref
        doc: "Id of the shared memory behind it; 0 for none, negative: EINVAL."
      - id: padding
        -orig-id: _padding
        type: u4
        doc: Zero; a field of the kernel struct.
      - id: ino_size
        type: u8
        doc: Bytes of the shared memory segment.
      - id: vm_start
        type: u8
        -display: hex
        doc: First address.
      - id: vm_end
        type: u8
        -display: hex
        doc: "Address after the last; below vm_start: EINVAL."
      - id: vm_page_prot
        type: u8
        -display: hex
        doc: Page protection bits of the architecture; saved, not restored.
      - id: vm_flags
        type: u8
        -display: flags
        doc: "Flags of the mapping (1 read, 2 write, 4 execute, 8 shared, ...); unsupported bits: ENOSYS."
      - id: vm_pgoff
        type: u8
        doc: Offset in the file or segment, in pages.
      - id: hugetlb_shift
        type: u2
        if: version >= 20110416
        doc: Binary logarithm of the size of a huge page in bytes; 0 if there is none.
      - id: pad0
        size: 6
        if: version >= 20110416
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_pgarr:
    -struct: ckpt_hdr_pgarr
    doc: >-
      Number of pages in the BUFFER that follows: all addresses (machine words), then all pages. 0 ends
      the page data of a mapping.
    doc-ref: struct ckpt_hdr_pgarr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_pages
        type: u8
        doc: Number of pages. For shared memory the addresses are page indexes.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_hpage:
    -struct: ckpt_hdr_hpage
    -since: 20110416
    -union-arms:
      - id: index
        type: u8
        ofs: 8
        doc: Index of the huge page in its segment, if the memory is shared.
    doc: One huge page.
    doc-ref: struct ckpt_hdr_hpage, checkpoint_hdr.h, v23-rc2 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: vaddr
        type: u8
        -display: hex
        doc: Address of the huge page, if the memory is private.
      - id: shift
        type: u2
        doc: Binary logarithm of the size of the page in bytes.
      - id: pad0
        size: 6
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
