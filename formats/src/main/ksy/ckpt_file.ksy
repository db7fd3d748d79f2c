# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_file
  title: Open files, descriptors, directories, epoll
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Open files: the descriptor table of a task and the file objects of each kind. Types are read one record at
  a time; the root reads nothing.
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
  ckpt_hdr_file_table:
    -struct: ckpt_hdr_file_table
    doc: Table of open files; that many FILE_DESC records follow.
    doc-ref: struct ckpt_hdr_file_table, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: fdt_nfds
        type: s4
        doc: "Number of descriptors; negative or above the limit of the system: EMFILE."
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_file_desc:
    -struct: ckpt_hdr_file_desc
    doc: One open descriptor.
    doc-ref: struct ckpt_hdr_file_desc, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: fd_objref
        type: s4
        -display: ref
        doc: "Id of the FILE object; 0 or less: EINVAL."
      - id: fd_descriptor
        type: s4
        doc: "Number of the descriptor; negative: EINVAL."
      - id: fd_close_on_exec
        type: u4
        doc: "1 if it is closed by exec(), else 0."
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_file:
    -struct: ckpt_hdr_file
    doc: Common part of every FILE record; the kind decides what follows it.
    doc-ref: struct ckpt_hdr_file, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: f_type
        type: u4
        doc: >-
          Kind of file: 1 by name, 2 pipe, 3 fifo, 4 socket, 5 terminal, from 20091104 on 6 epoll
          and 7 eventfd; others: EINVAL.
      - id: f_mode
        type: u4
        -display: flags
        doc: Access mode bits of the kernel (1 read, 2 write, ...); must be what a reopen gives, else EINVAL.
      - id: f_flags
        type: u4
        -display: octal
        doc: "Flags of open(); O_CREAT, O_EXCL, O_NOCTTY or O_TRUNC set: EINVAL for files by name."
      - id: f_credref
        type: s4
        -display: ref
        doc: Id of the CRED object of the opener.
      - id: f_pos
        type: u8
        doc: Position in the file, bytes.
      - id: f_version
        type: u8
        doc: Version counter of the kernel; saved, not restored.
      - id: f_secref
        type: s4
        if: version >= 20091111
        -display: ref
        doc: Id of the security label (ptrref of a SECURITY record); 0 for none.
      - id: pad0
        size: 4
        if: version >= 20091111
        -padding: true
        doc: Alignment, zero.
  ckpt_hdr_file_generic:
    -struct: ckpt_hdr_file_generic
    doc: File that is reopened by name; a FILE_NAME record follows.
    doc-ref: struct ckpt_hdr_file_generic, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: common
        type: ckpt_hdr_file(version)
        doc: Common part.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_file_pipe:
    -struct: ckpt_hdr_file_pipe
    doc: Pipe or fifo. A PIPE_BUF record with the unread bytes follows if pipe_objref is new.
    doc-ref: struct ckpt_hdr_file_pipe, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: common
        type: ckpt_hdr_file(version)
        doc: Common part.
      - id: pipe_objref
        type: s4
        -display: ref
        doc: "Id that both ends share; 0 or less: EINVAL. No OBJREF announces it."
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_file_socket:
    -struct: ckpt_hdr_file_socket
    doc: Socket; its object stands before this record.
    doc-ref: struct ckpt_hdr_file_socket, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: common
        type: ckpt_hdr_file(version)
        doc: Common part.
      - id: sock_objref
        type: s4
        -display: ref
        doc: Id of the SOCK object.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_file_tty:
    -struct: ckpt_hdr_file_tty
    doc: Terminal; its objects (both ends of a pseudo terminal) stand before this record.
    doc-ref: struct ckpt_hdr_file_tty, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: common
        type: ckpt_hdr_file(version)
        doc: Common part.
      - id: tty_objref
        type: s4
        -display: ref
        doc: Id of the TTY object.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_file_eventfd:
    -struct: ckpt_hdr_file_eventfd
    -since: 20091104
    doc: Event counter.
    doc-ref: struct ckpt_hdr_file_eventfd, checkpoint_hdr.h, v19-dev-2009-11-04 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: common
        type: ckpt_hdr_file(version)
        doc: Common part.
      - id: count
        type: u8
        doc: Value of the counter.
      - id: flags
        type: u4
        -display: flags
        doc: Flags of eventfd().
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_eventpoll_items:
    -struct: ckpt_hdr_eventpoll_items
    -since: 20091104
    doc: >-
      What an epoll file watches; deferred until all descriptors of the table are saved. A BUFFER with
      the items follows if there are any.
    doc-ref: struct ckpt_hdr_eventpoll_items, checkpoint_hdr.h, v19-dev-2009-11-04 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: epfile_objref
        type: s4
        -display: ref
        doc: Id of the FILE object of the epoll file.
      - id: num_items
        type: u4
        doc: Number of ckpt_eventpoll_item entries; must match the length of the BUFFER.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_eventpoll_item:
    -struct: ckpt_eventpoll_item
    -since: 20091104
    doc: One watched file, entry of the BUFFER after EPOLL_ITEMS.
    doc-ref: struct ckpt_eventpoll_item, checkpoint_hdr.h, v19-dev-2009-11-04 to v23-samsung
    seq:
      - id: data
        type: u8
        -display: hex
        doc: Value that the task attached to the item.
      - id: fd
        type: u4
        doc: Descriptor under which the file was added.
      - id: file_objref
        type: s4
        -display: ref
        doc: Id of the watched FILE object.
      - id: events
        type: u4
        -display: flags
        doc: Watched events (EPOLLIN and others).
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
  ckpt_hdr_fs:
    -struct: ckpt_hdr_fs
    -since: 20100205
    doc: "Directories of a task. Two FILE_NAME records follow: working directory, then root directory."
    doc-ref: struct ckpt_hdr_fs, checkpoint_hdr.h, v19-rc3 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: umask
        type: u4
        if: version >= 20110105
        -display: octal
        doc: Mode bits that are removed from new files.
      - id: pad0
        size: 4
        if: version >= 20110105
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
