# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_tty
  title: Terminals and line discipline
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Pseudo terminals: each end is an object of its own. Types are read one record at a time; the root reads
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
  termios_v18_part:
    -until: 20110105
    doc: Terminal settings, short form.
    doc-ref: struct ckpt_hdr_tty, member termios, checkpoint_hdr.h, v18-2009-10 to v23-rc1
    params:
      - id: abi
        type: s4
        doc: Number of the ABI.
    seq:
      - id: c_iflag
        type: u2
        -display: octal
        doc: Input flags.
      - id: c_oflag
        type: u2
        -display: octal
        doc: Output flags.
      - id: c_cflag
        type: u2
        -display: octal
        doc: Control flags.
      - id: c_lflag
        type: u2
        -display: octal
        doc: Local flags.
      - id: c_line
        type: u1
        doc: Number of the line discipline.
      - id: c_cc
        size: 8
        if: abi < 5
        -display: hex
        doc: Control characters.
      - id: c_cc_ppc
        -orig-id: c_cc
        size: 10
        if: abi >= 5
        -display: hex
        doc: Control characters; powerpc has two more.
      - id: pad0
        size: 7
        if: abi < 5
        -padding: true
        doc: Alignment, zero.
      - id: pad1
        size: 5
        if: abi >= 5
        -padding: true
        doc: Alignment, zero.
  termios_part:
    -since: 20110110
    doc: Terminal settings, full form.
    doc-ref: struct ckpt_hdr_tty, member termios, checkpoint_hdr.h, v23-rc1-2011-01-10 to v23-samsung
    seq:
      - id: c_iflag
        type: u4
        -display: octal
        doc: Input flags.
      - id: c_oflag
        type: u4
        -display: octal
        doc: Output flags.
      - id: c_cflag
        type: u4
        -display: octal
        doc: Control flags.
      - id: c_lflag
        type: u4
        -display: octal
        doc: Local flags.
      - id: c_ispeed
        type: u4
        doc: Input speed, bits per second.
      - id: c_ospeed
        type: u4
        doc: Output speed, bits per second.
      - id: c_line
        type: u1
        doc: Number of the line discipline.
      - id: c_cc
        size: 19
        -display: hex
        doc: Control characters.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
  winsize_part:
    doc: Size of the terminal window.
    doc-ref: struct ckpt_hdr_tty, member winsize, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: ws_row
        type: u2
        doc: Rows.
      - id: ws_col
        type: u2
        doc: Columns.
      - id: ws_xpixel
        type: u2
        doc: Width, pixels.
      - id: ws_ypixel
        type: u2
        doc: Height, pixels.
  ckpt_hdr_tty_v18:
    -struct: ckpt_hdr_tty
    -until: 20110105
    doc: >-
      One end of a terminal, with short settings. The line discipline follows unless the terminal is
      hung up.
    doc-ref: struct ckpt_hdr_tty, checkpoint_hdr.h, v18-2009-10 to v23-rc1
    params:
      - id: abi
        type: s4
        doc: Number of the ABI.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: driver_type
        type: u2
        doc: "Kind of driver: 4 for pseudo terminals."
      - id: driver_subtype
        type: u2
        doc: "End of the pseudo terminal: 1 master, 2 slave."
      - id: link_objref
        type: s4
        -display: ref
        doc: Id of the other end.
      - id: file_objref
        type: s4
        -display: ref
        doc: Id of the file of the master end; only reserved, no OBJREF announces it.
      - id: padding
        -orig-id: _padding
        type: u4
        doc: Zero; a field of the kernel struct.
      - id: index
        type: u4
        doc: Number of the pseudo terminal.
      - id: ldisc
        type: u4
        doc: Number of the line discipline, 0 for the usual one.
      - id: flags
        type: u8
        -display: flags
        doc: Flags of the terminal in the kernel.
      - id: termios
        type: termios_v18_part(abi)
        doc: Terminal settings.
      - id: winsize
        type: winsize_part
        doc: Size of the window.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_tty:
    -struct: ckpt_hdr_tty
    -since: 20110110
    doc: >-
      One end of a terminal, with full settings. The line discipline follows unless the terminal is hung
      up.
    doc-ref: struct ckpt_hdr_tty, checkpoint_hdr.h, v23-rc1-2011-01-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: driver_type
        type: u2
        doc: "Kind of driver: 4 for pseudo terminals."
      - id: driver_subtype
        type: u2
        doc: "End of the pseudo terminal: 1 master, 2 slave."
      - id: link_objref
        type: s4
        -display: ref
        doc: Id of the other end.
      - id: file_objref
        type: s4
        -display: ref
        doc: Id of the file of the master end; only reserved, no OBJREF announces it.
      - id: padding
        -orig-id: _padding
        type: u4
        doc: Zero; a field of the kernel struct.
      - id: index
        type: u4
        doc: Number of the pseudo terminal.
      - id: ldisc
        type: u4
        doc: Number of the line discipline, 0 for the usual one.
      - id: flags
        type: u8
        -display: flags
        doc: Flags of the terminal in the kernel.
      - id: termios
        type: termios_part
        doc: Terminal settings.
      - id: winsize
        type: winsize_part
        doc: Size of the window.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ldisc_n_tty:
    -struct: ckpt_hdr_ldisc_n_tty
    doc: >-
      State of the usual line discipline (record TTY_LDISC); a BUFFER with datalen unread bytes follows
      if there are any.
    doc-ref: struct ckpt_hdr_ldisc_n_tty, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: column
        type: u4
        doc: Column of the cursor.
      - id: datalen
        type: u4
        doc: Bytes in the read buffer.
      - id: canon_column
        type: u4
        doc: Column where the current line began.
      - id: canon_datalen
        type: u4
        doc: Bytes of complete lines in the read buffer.
      - id: canon_data
        type: u4
        doc: Number of complete lines.
      - id: minimum_to_wake
        type: u2
        doc: Bytes that wake a reader.
      - id: stopped
        type: u1
        doc: "1 if output is stopped by the task."
      - id: hw_stopped
        type: u1
        doc: "1 if output is stopped by the hardware."
      - id: flow_stopped
        type: u1
        doc: "1 if output is stopped by flow control."
      - id: packet
        type: u1
        doc: "1 if packet mode is on."
      - id: ctrl_status
        type: u1
        -display: flags
        doc: Events for packet mode.
      - id: lnext
        type: u1
        doc: "1 if the next character is taken literally."
      - id: erasing
        type: u1
        doc: "1 while erased characters are echoed."
      - id: raw
        type: u1
        doc: "1 if input is not processed at all."
      - id: real_raw
        type: u1
        doc: "1 if even the driver does not process input."
      - id: icanon
        type: u1
        doc: "1 if input is by lines."
      - id: closing
        type: u1
        doc: "1 while the terminal is being closed."
      - id: padding
        size: 3
        doc: Zero; a field of the kernel struct.
      - id: read_flags
        size: 512
        -display: hex
        doc: One bit per byte of the read buffer, set where a line ends.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
