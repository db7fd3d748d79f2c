# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_header
  title: Image header, constants, shared-object marks, container, tail
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Frame of an image: the records that stand before, between and after the tasks. Types are read one record
  at a time; the root reads nothing.
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
    -struct: ckpt_hdr
    doc: Header of every record; also embedded, unused, at the start of ckpt_hdr_ipc_perms.
    doc-ref: struct ckpt_hdr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: type
        type: u4
        doc: Kind of record; the number depends on the version of the layout.
      - id: len
        type: u4
        doc: Bytes of the whole record, these eight included; less than 8 is invalid.
  ckpt_hdr_objref:
    -struct: ckpt_hdr_objref
    doc: Says that the shared object with this id starts here; the records of the object follow.
    doc-ref: struct ckpt_hdr_objref, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: objtype
        type: u4
        doc: >-
          Kind of object (enum obj_type); the number depends on the version. At or above the
          maximum: EINVAL.
      - id: objref
        type: s4
        -display: ref
        doc: "Id of the object: positive and used once per image, else EINVAL. Ids may have gaps."
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_const:
    -struct: ckpt_const
    doc: >-
      Constants of the kernel that wrote the image. Each must equal that of the restarting kernel, else
      EINVAL.
    doc-ref: struct ckpt_const, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: task_comm_len
        type: u2
        doc: Bytes of a command name, 16.
      - id: mm_saved_auxv_len
        type: u2
        if: version <= 20100205
        doc: Bytes of the saved auxiliary vector; depends on architecture and kernel.
      - id: at_vector_size
        type: u2
        if: version >= 20100222
        doc: Entries of the auxiliary vector; depends on architecture and kernel.
      - id: signal_nsig
        type: u2
        doc: Number of signals, 64.
      - id: uts_sysname_len
        type: u2
        doc: Bytes of the system name with its NUL, 65.
      - id: uts_nodename_len
        type: u2
        doc: Bytes of the host name with its NUL, 65.
      - id: uts_release_len
        type: u2
        doc: Bytes of the kernel release with its NUL, 65.
      - id: uts_version_len
        type: u2
        doc: Bytes of the kernel build text with its NUL, 65.
      - id: uts_machine_len
        type: u2
        doc: Bytes of the machine name with its NUL, 65.
      - id: uts_domainname_len
        type: u2
        doc: Bytes of the NIS domain name with its NUL, 65.
      - id: rlimit_nlimits
        type: u2
        doc: Number of resource limits, 16.
      - id: n_tty_buf_size
        type: u2
        doc: Bytes of the terminal read buffer, 4096.
      - id: tty_termios_ncc
        type: u2
        if: version <= 20110105
        doc: "Control characters of the short termios: 8, on powerpc 10."
      - id: tty_termios_nccs
        type: u2
        if: version >= 20110110
        doc: Control characters of the full termios, 19.
  ckpt_hdr_header_v16:
    -struct: ckpt_hdr_header
    -until: 20090527
    doc: >-
      First record of an image before the constants block existed; 48 bytes. For the layout of 20 May
      2009 a reconstruction.
    doc-ref: struct ckpt_hdr_header, posting of 27 May 2009
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: magic
        type: u8
        -display: hex
        doc: "0x00feed0cc0a2d200, else EINVAL."
      - id: arch_id
        type: u2le
        doc: >-
          Number of the architecture, little-endian whatever the order of the image; another one
          than that of the restarting machine: EINVAL.
      - id: major
        type: u2
        doc: First number of the kernel version; must equal that of the restarting kernel, else EINVAL.
      - id: minor
        type: u2
        doc: Second number of the kernel version; same rule.
      - id: patch
        type: u2
        doc: Third number of the kernel version; same rule.
      - id: rev
        type: u2
        doc: "CHECKPOINT_VERSION, 1; another value: EINVAL."
      - id: uts_release_len
        type: u2
        doc: Bytes of the release text that follows in a BUFFER.
      - id: uts_version_len
        type: u2
        doc: Bytes of the build text that follows in a BUFFER.
      - id: uts_machine_len
        type: u2
        doc: Bytes of the machine name that follows in a BUFFER.
      - id: time
        type: u8
        doc: When the image was made, seconds since 1970.
      - id: uflags
        type: u8
        -display: flags
        doc: "Flags that were given to checkpoint(); unknown bits: EINVAL."
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_header:
    -struct: ckpt_hdr_header
    -since: 20091003
    doc: >-
      First record of an image. Three BUFFERs follow (release, build text, machine), then the
      architecture header.
    doc-ref: struct ckpt_hdr_header, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: magic
        type: u8
        -display: hex
        doc: "0x00feed0cc0a2d200, else EINVAL."
      - id: arch_id
        type: u2le
        doc: >-
          Number of the architecture, little-endian whatever the order of the image; the numbers
          changed with versions. Another one than that of the restarting machine: EINVAL.
      - id: major
        type: u2
        doc: First number of the kernel version; must equal that of the restarting kernel, else EINVAL.
      - id: minor
        type: u2
        doc: Second number of the kernel version; same rule.
      - id: patch
        type: u2
        doc: Third number of the kernel version; same rule.
      - id: rev
        type: u2
        doc: >-
          CHECKPOINT_VERSION, shared by several layouts; another one than that of the restarting
          kernel: EINVAL.
      - id: pad0
        size: 6
        -padding: true
        doc: Alignment, zero.
      - id: constants
        type: ckpt_const(version)
        doc: Constants of the kernel, compared on restart.
      - id: time
        type: u8
        doc: When the image was made, seconds since 1970.
      - id: uflags
        type: u8
        -display: flags
        doc: >-
          Flags that were given to checkpoint(): 1 subtree, 2 network namespaces (sense by version);
          unknown bits: EINVAL.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_container:
    -struct: ckpt_hdr_container
    doc: >-
      Start of the container section. No fields. From 20091111 on a BUFFER of 11 bytes with the name of
      the security module and an LSM_INFO record follow.
    doc-ref: struct ckpt_hdr_container, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_tail:
    -struct: ckpt_hdr_tail
    doc: Last record of an image.
    doc-ref: struct ckpt_hdr_tail, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: magic
        type: u8
        -display: hex
        doc: "0x002d2a0cc0deef00, else EINVAL."
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_lsm:
    -struct: ckpt_hdr_lsm
    -since: 20091111
    doc: Security label of an object (record SECURITY); a STRING with the label follows, at most 1024 bytes.
    doc-ref: struct ckpt_hdr_lsm, checkpoint_hdr.h, v19-dev-lsm-2009-11-11 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: ptrref
        type: s4
        -display: ref
        doc: >-
          Id of the labelled blob (object SECURITY_PTR). Referring records store this id, not that
          of the OBJREF before it.
      - id: sectype
        type: u1
        doc: "What carries the label: 1 message, 2 IPC object, 3 file, 4 credentials."
      - id: pad0
        size: 3
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
